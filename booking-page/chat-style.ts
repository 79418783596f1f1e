/** As a sheet of its own in the shadow of the chat: the site's style does not reach in, nor this one out. */
export const chatStyle = `
:host { all: initial; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button, input, textarea { font: inherit; color: inherit; }
.open, .panel {
  --ground: #fff; --ink: #1b1f23; --quiet: #57606a; --line: #d0d7de; --own: #e7effa; --key: #0b5cad; --bad: #b42318;
  position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 2147483000;
  font: 16px/1.45 system-ui, sans-serif; color: var(--ink);
}
@media (prefers-color-scheme: dark) {
  .open, .panel {
    --ground: #1b1f24; --ink: #e6e8eb; --quiet: #a5adb7; --line: #3d444d; --own: #22364d; --key: #6cb2ff; --bad: #ff9a8f;
  }
}
.open { padding: 12px 20px; border: 0; border-radius: 24px; background: var(--key); color: var(--ground); cursor: pointer; font-weight: 600; }
.panel {
  display: flex; flex-direction: column; gap: 8px; inline-size: min(380px, calc(100vw - 32px));
  max-block-size: min(560px, calc(100vh - 32px)); padding: 16px; overflow: auto;
  background: var(--ground); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 8px 28px rgb(0 0 0 / 25%);
}
header { display: flex; justify-content: space-between; align-items: start; gap: 12px; }
h2 { margin: 0; font-size: 17px; overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; }
.small { font-size: 14px; color: var(--quiet); }
.wrong { color: var(--bad); }
.wrong:empty, .small:empty { display: none; }
.close { flex: none; inline-size: 44px; block-size: 44px; margin: -10px; border: 0; background: none; font-size: 24px; cursor: pointer; }
.log { display: flex; flex-direction: column; gap: 8px; min-block-size: 40px; overflow-y: auto; }
.log p { max-inline-size: 85%; padding: 8px 12px; border-radius: 12px; white-space: pre-wrap; }
.theirs { align-self: start; border: 1px solid var(--line); }
.yours { align-self: end; background: var(--own); }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
form { display: flex; gap: 8px; align-items: end; }
.later { flex-wrap: wrap; margin-block-start: 6px; }
.later input { flex: 1 1 130px; min-inline-size: 0; }
input, textarea { padding: 10px; border: 1px solid var(--quiet); border-radius: 8px; background: var(--ground); }
textarea { flex: 1; min-inline-size: 0; resize: vertical; }
form button { min-block-size: 44px; padding: 8px 14px; border: 1px solid var(--quiet); border-radius: 8px; background: none; cursor: pointer; }
form .first { border-color: var(--key); background: var(--key); color: var(--ground); font-weight: 600; }
button:disabled { opacity: 0.6; cursor: default; }
:focus-visible { outline: 3px solid var(--key); outline-offset: 2px; }
`;
