/**
 * A thing or a task of the trades, in the words of the four languages. Words are normalised beginnings (`cald` would
 * be one of `caldera`); those of fewer than four letters stand for themselves and their plural. German ones are
 * found within compounds as well: `Rohr` in `Abflussrohr`. What has a blank is looked for as it stands.
 */
export interface Concept {
  kind: 'thing' | 'task';
  words: string[];
  german: string[];
}

type Row = [roman: string, german: string];

/** What is worked on. It says more about a service than what is done to it. */
const things: Row[] = [
  [
    'tap, faucet, spigot, grifo, griferia, monomando, torneira, misturadora',
    'wasserhahn, hahn, armatur, mischbatterie',
  ],
  [
    'boiler, caldera, caldeira, esquentador, calentador, termo, water heater',
    'heizkessel, therme, heizung, boiler, brenner',
  ],
  ['radiator, radiador, heater, calefaccion, aquecimento, aquecedor, heating', 'heizkorper'],
  [
    'drain, plughole, sewer, manhole, desague, sumidero, alcantarilla, ralo, esgoto, escoamento',
    'abfluss, gully, kanalisation',
  ],
  [
    'toilet, loo, wc, cistern, inodoro, vater, cisterna, retrete, sanita, sanitario, privada, autoclismo',
    'toilette, klo, spulkasten, spulung',
  ],
  ['pipe, tuberia, caneria, cano, canos, canalizacao, tubagem', 'rohr, leitung'],
  ['shower, ducha, chuveiro, duche', 'dusche, duschkabine'],
  ['sink, basin, washbasin, lavabo, fregadero, lavatorio, lava loica, pia', 'waschbecken, spule, spulbecken'],
  ['bathtub, baths, banera, banheira', 'badewanne'],
  ['socket, outlet, plug point, power point, enchufe, tomacorriente, tomada', 'steckdose'],
  [
    'fuse, fusebox, fuseboard, breaker, consumer unit, fusible, plomos, diferencial, cuadro, magnetotermico, disjuntor, quadro',
    'sicherung, sicherungskasten, fi schalter, verteilerkasten',
  ],
  [
    'light, lights, lamp, downlight, chandelier, bulb, lampara, luces, bombilla, plafon, luminaria, lampada, candeeiro, lustre, foco',
    'lampe, leuchte, beleuchtung, strahler',
  ],
  ['window, ventana, ventanal, cristal, vidrio, janela, vidro, vidraca', 'fenster, scheibe'],
  ['carpet, rug, alfombra, moqueta, tapete, carpete, alcatifa', 'teppich, auslegware'],
  ['sofa, couch, upholster, tapiceria, tapizad, estofo, estofado', 'polster, couch'],
  ['oven, horno, forno', 'backofen'],
  [
    'deep, a fondo, profunda, profundo, a fundo, end of tenancy, spring clean',
    'grundreinigung, grosseputz, grundlich',
  ],
  ['lawn, grass, turf, cesped, hierba, pasto, grama, gramado, relva, relvado', 'rasen, gras'],
  ['hedge, seto, setos, sebe, sebes, arbusto', 'hecke, strauch'],
  ['tree, arbol, arvore, palmera, palmeira', 'baum'],
  ['weed, maleza, malas hierbas, malezas, daninha', 'unkraut'],
  ['gutter, canalon, canaleta, caleira, calha', 'dachrinne, regenrinne'],
  ['fence, valla, cerca, vedacao', 'zaun'],
  ['roof, tejado, telhado', 'dachdeck, dachziegel, hausdach'],
  ['tile, tiling, azulejo, baldosa, ladrilho', 'fliese'],
  ['lock, cerradura, fechadura', 'turschloss, schlusseldienst, ausgesperrt'],
  ['wallpaper, papel pintado, empapelar, papel de parede', 'tapete, tapezier'],
  [
    'colour, color, dye, dyeing, highlight, balayage, roots, tinte, tenir, mechas, raices, coloracao, madeixas, nuance',
    'farbe, farben, strahnen, ansatz',
  ],
  [
    'haircut, cut my hair, a trim, a cut, corte, cortar el pelo, cortarme, cortar o cabelo, cortar cabelo, corto el pelo',
    'haarschnitt, haarschneiden, haare schneiden, spitzen',
  ],
  ['manicur, nail, nails, mis unas, las unas, unas de gel, unhas', 'manikur, nagel'],
  ['pedicur, feet', 'pedikur, fusspflege'],
  ['beard, barba', 'bart'],
  ['lash, lashes, eyelash, pestana, cilios, pestanas', 'wimper'],
  ['eyebrow, brows, cejas, sobrancelha', 'augenbraue'],
  ['waxing, depilac, cera', 'enthaarung, waxing'],
  ['massage, masaje, massagem', 'massage'],
  ['math, mates, matematic', 'mathe'],
  ['english, ingles', 'englisch'],
  ['physics, fisica', 'physik'],
  ['chemistry, quimica', 'chemie'],
  ['spanish, espanol, castellano, espanhol', 'spanisch'],
  ['french, frances', 'franzosisch'],
  ['piano', 'klavier'],
  ['guitar, violao', 'gitarre'],
  ['washing machine, lavadora', 'waschmaschine'],
  ['dishwasher, lavavajillas, lava louca', 'spulmaschine, geschirrspuler'],
];

const tasks: Row[] = [
  ['emergency, urgent, urgencia, emergencia', 'notdienst, notfall'],
  ['hourly, hour, hora, horas, labour, labor', 'stunde, stundensatz, arbeitszeit'],
  ['callout, call out, desplazamiento, deslocacao, deslocamento', 'anfahrt'],
  ['leak, drip, fuga, gotea, goteo, vazamento, vazando, pinga', 'leckt, leckage, wasserleck, undicht, tropf'],
  ['unblock, block, clog, desatasc, atasc, entup, desentup', 'verstopf'],
  [
    'inspect, inspeccion, inspecao, vistoria, revision, revisao, maintenance, mantenimiento, manutencao',
    'inspektion, wartung, prufung',
  ],
  ['clean, limpieza, limpiar, limpeza, limpar, lavar', 'reinig, putz'],
  ['paint, pintar, pintura, pinta, pinte', 'streichen, maler, anstrich'],
  ['mow, mowing, segar, cortacesped', 'mahen'],
  ['trim, prune, pruning, podar, poda, aparar', 'stutzen, zuruckschneiden, heckenschnitt'],
  ['fell, felling, chop, cut down, talar, tala, abater, abate', 'fallen, fallung'],
  ['lesson, tutor, clase, aula, explicacoes', 'unterricht, nachhilfe'],
];

function conceptOf(kind: Concept['kind'], [roman, german]: Row): Concept {
  return { kind, words: roman.split(', '), german: german.split(', ') };
}

export const concepts: Concept[] = [
  ...things.map((row) => conceptOf('thing', row)),
  ...tasks.map((row) => conceptOf('task', row)),
];
