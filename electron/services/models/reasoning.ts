/** Where an answer goes. `dropped`: all that came so far was no answer. */
interface Sink {
  text(piece: string): void;
  dropped(): void;
}

/**
 * How models mark what they think: tags, signs of single families, and the channels of harmony, of which only
 * `final` is the answer. What is left of a template's control tokens is no answer either.
 */
const tag = String.raw`<(?<close>\/?)(?:think|thinking|thoughts?|reasoning|reflection|scratchpad)(?:\s[^<>]{0,80})?>`;
const sign = String.raw`[[◁](?<closeSign>\/?)think[\]▷]`;
const channel = String.raw`<\|channel\|>\s*(?<channel>\w+)[^<]{0,40}<\|message\|>`;
const control = String.raw`<\|(?<control>[a-z_]{1,30})\|>(?:assistant|user|system)?`;
const marker = new RegExp([tag, sign, channel, control].join('|'), 'gi');

/** An end that may become a marker with the next piece. */
const begun =
  /(?:<\|(?:channel|start)\|>[^<]{0,60}(?:<\|?[a-z]{0,10}\|?)?|<[/|]?[^<>]{0,90}|[[◁]\/?[a-z]{0,5})$/i;

/** Passes on an answer without its reasoning, in whatever pieces it comes. An unclosed thought has no answer after it. */
export function withoutReasoning(sink: Sink) {
  let rest = '';
  let thinking = false;
  let written = false;

  function say(text: string): void {
    const piece = written ? text : text.trimStart();
    if (thinking || piece === '') return;
    written = true;
    sink.text(piece);
  }

  function turn({
    close,
    closeSign,
    channel: name,
    control: token,
  }: Record<string, string | undefined>): void {
    if (name !== undefined) thinking = name.toLowerCase() !== 'final';
    else if (token !== undefined) thinking = thinking && token === 'message';
    else if ((close ?? closeSign) === '') thinking = true;
    else {
      // Closed and never opened: the template had opened it, and all before was thought.
      if (!thinking && written) sink.dropped();
      if (!thinking) written = false;
      thinking = false;
    }
  }

  function read(text: string): void {
    let from = 0;
    for (const found of text.matchAll(marker)) {
      say(text.slice(from, found.index));
      turn(found.groups ?? {});
      from = found.index + found[0].length;
    }
    say(text.slice(from));
  }

  return {
    push(piece: string): void {
      const text = rest + piece;
      const held = begun.exec(text)?.index ?? text.length;
      rest = text.slice(held);
      read(text.slice(0, held));
    },
    /** Whether there was an answer. */
    end(): boolean {
      read(rest);
      rest = '';
      return written;
    },
  };
}
