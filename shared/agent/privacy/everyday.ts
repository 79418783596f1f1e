/**
 * Words that are names as well. In small letters they say nothing of anybody, and a prompt without them cannot
 * be understood: they are taken for a name only where they are written with a capital.
 */
const words = `
a an ab all am and any are art as at bar be bear bell berg bill bird black blue bob boiler bond book box boy brook
brown bush bach bar baum bei bis bom buen bueno cafe call can car casa central chase church city clay clean cliff
cold cook cool court cross da dale dan das day de del dem den der des die din do dia doctor dom don donna door drain
drew du dos e eck el ele electric em en er es eso est estate eva faith field fish flat flor flores for forest fox frank
free frost fuchs fue garden gas gate ganz gay gene glass gold good grace grant gray green guest gut guy hall hand
hardy has he heat heating her high hill him hope hotel house hunt i ich ihr im in is ist it jack jan ja je job
jung joy just kaiser kann kauf keller king klein koch konig kurz lake lane lang la las law le lee leo lo los lima
little long lopes love luz ma mai man mar mark marina market mas mason max may me mein melo mes mi mia mid miles mit
mo moon more mir miss mont monte moss mr mrs ms muy my na neu new nice no nein nick nie no noble north nos nova o ob
of office old olive on or os out page pan para park parker pat paz penny per pet pia pipe plumber plumbing por pool
pop porter post price prince que ray red rein reich rich ring rio river rob rock rojo roman room root rosa rose roy
rubio ruby rust sage sal salon sand santa santos school se sea see seller senior sent serra service shop short sie sin
sky small smart so sol son south stein sol spring st stark stern stone sue summer sun sunny sur tag tan tap te ted
the tu tom town tree trust tu um un una und uns us van vale vera vor victor von vor was wagner water way we weber
weiss weg west white wie will win winter wir wise wolf wood work wright x y you young your yo zu zum zur
appointment cancel today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march
april june july august september october november december lunes martes enero domingo abril junio julio agosto montag
sonntag sommer segunda sexta
`;

const everyday = new Set(words.trim().split(/\s+/));

/** Titles and particles: parts of names that are nobody's name. */
const particles = new Set(
  'mr mrs ms miss dr prof sir herr frau senor senora sr sra don dona de da do dos das del della di du la le los las el van von der den dem ter ten bin al and und y e the of ltd llc inc gmbh ag kg sl sa lda bv co'.split(
    ' ',
  ),
);

export function isEveryday(folded: string): boolean {
  return everyday.has(folded);
}

export function isParticle(folded: string): boolean {
  return particles.has(folded);
}
