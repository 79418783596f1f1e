import { expect, test } from 'vitest';
import { matchServices } from './services.ts';

const named = (name: string) => ({ name });
const lists = {
  plumber: ['Tap repair', 'Boiler service', 'Drain unblocking', 'Toilet repair', 'Shower installation'],
  electrician: ['Socket installation', 'Fuse box inspection', 'Light fitting'],
  cleaner: ['Deep cleaning', 'Window cleaning', 'Carpet cleaning', 'Oven cleaning'],
  gardener: ['Lawn mowing', 'Hedge trimming', 'Tree felling', 'Weeding'],
  salon: ['Haircut', 'Colouring', 'Manicure', 'Pedicure'],
  tutor: ['Maths lesson', 'English lesson', 'Piano lesson'],
  painter: ['Painting of a room', 'Wallpapering'],
};

function match(trade: keyof typeof lists, text: string): string[] {
  return matchServices(text, lists[trade].map(named)).map(({ name }) => name);
}

test.each([
  ['plumber', 'the fauset in the bathroom wont stop', 'Tap repair'],
  ['plumber', 'la griferia del baño pierde', 'Tap repair'],
  ['plumber', 'el vater no para de soltar agua', 'Toilet repair'],
  ['plumber', 'o esquentador não acende', 'Boiler service'],
  ['plumber', 'a sanita está sempre a correr', 'Toilet repair'],
  ['plumber', 'die Küchenarmatur tropft', 'Tap repair'],
  ['plumber', 'Klospülung läuft dauernd', 'Toilet repair'],
  ['plumber', 'Badewannenabfluss läuft nicht ab', 'Drain unblocking'],
  ['plumber', 'bolier making noise', 'Boiler service'],
  ['plumber', 'el fregadero no traga, esta atascado', 'Drain unblocking'],
  ['plumber', 'quero pôr um duche novo', 'Shower installation'],
  ['electrician', 'need two more plug points in the office', 'Socket installation'],
  ['electrician', 'saltan los plomos todo el rato', 'Fuse box inspection'],
  ['electrician', 'o disjuntor dispara sempre', 'Fuse box inspection'],
  ['electrician', 'poner unas lámparas en el salón', 'Light fitting'],
  ['electrician', 'colocar um candeeiro no teto', 'Light fitting'],
  ['electrician', 'die Sicherung fliegt ständig raus', 'Fuse box inspection'],
  ['electrician', 'Deckenlampe anschließen', 'Light fitting'],
  ['cleaner', 'limpiar la moqueta de la oficina', 'Carpet cleaning'],
  ['cleaner', 'lavar os vidros da loja', 'Window cleaning'],
  ['cleaner', 'una limpieza a fondo del piso', 'Deep cleaning'],
  ['cleaner', 'Teppichreinigung für zwei Zimmer', 'Carpet cleaning'],
  ['cleaner', 'Fensterputzen im dritten Stock', 'Window cleaning'],
  ['cleaner', 'limpar a alcatifa do quarto', 'Carpet cleaning'],
  ['gardener', 'grass is knee high', 'Lawn mowing'],
  ['gardener', 'aparar a sebe do jardim', 'Hedge trimming'],
  ['gardener', 'hay que podar el seto', 'Hedge trimming'],
  ['gardener', 'abater uma árvore velha', 'Tree felling'],
  ['gardener', 'einen Apfelbaum fällen', 'Tree felling'],
  ['gardener', 'cortar a relva atrás de casa', 'Lawn mowing'],
  ['gardener', 'überall Unkraut', 'Weeding'],
  ['salon', 'quiero cortarme el pelo', 'Haircut'],
  ['salon', 'cortar o cabelo e nada mais', 'Haircut'],
  ['salon', 'Ansatz färben', 'Colouring'],
  ['salon', 'hacerme unas mechas', 'Colouring'],
  ['salon', 'fazer as unhas de gel', 'Manicure'],
  ['salon', 'Haare schneiden', 'Haircut'],
  ['salon', 'die Nägel machen lassen', 'Manicure'],
  ['tutor', 'clases de mates para mi hijo', 'Maths lesson'],
  ['tutor', 'Nachhilfe in Mathe, 8. Klasse', 'Maths lesson'],
  ['tutor', 'explicações de inglês', 'English lesson'],
  ['tutor', 'Klavierunterricht für Anfänger', 'Piano lesson'],
  ['painter', 'pintar una habitación', 'Painting of a room'],
  ['painter', 'tapezieren im Flur', 'Wallpapering'],
] as const)('%s: “%s” is found on an English price list', (trade, text, service) => {
  expect(match(trade, text)).toEqual([service]);
});

test.each([
  ['plumber', 'posso passar pelo escritório?'],
  ['salon', 'tienen unas horas libres mañana'],
  ['electrician', 'se ha ido la luz en toda la calle'],
  ['electrician', 'natürlich, vielleicht am Montag'],
  ['gardener', 'Können Sie das kurz checken?'],
  ['painter', 'I have a complaint'],
  ['cleaner', 'Guten Morgen, ich habe eine Frage'],
  ['plumber', 'the traffic is terrible today'],
] as const)('%s: “%s” names no service', (trade, text) => {
  expect(match(trade, text)).toEqual([]);
});
