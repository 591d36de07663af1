/**
 * The card's look: the product's tokens, set on the host so that nothing of the page reaches in. `!important` on the host
 * wins over the page's own rules, important ones too (CSS Cascade 5 §6.3: inner context first among important rules).
 */

export const CARD_STYLE = `
:host {
  all: initial !important; display: block !important; position: fixed !important; inset: 0 auto auto 0 !important;
  width: 0 !important; height: 0 !important; margin: 0 !important; padding: 0 !important; border: 0 !important;
  overflow: visible !important; background: none !important; z-index: 2147483647 !important;
  color-scheme: light dark !important;
  --ink: light-dark(#14181d, #eef1f4); --ink-2: light-dark(#56606b, #a3adb8);
  --surface: light-dark(#ffffff, #171b20); --surface-2: light-dark(#f4f6f7, #1f252b);
  --line: light-dark(#dde2e6, #313942); --go: light-dark(#0b7a53, #4fdda0); --on-go: light-dark(#ffffff, #06281a);
  --wait: light-dark(#8a5a00, #f0b849); --focus: light-dark(#1a5fd0, #8ab8ff);
}
/* Without it an open card covers the whole page as the browser sees it, and no number is in plain sight. */
:host::backdrop { display: none !important }
* { box-sizing: border-box; margin: 0 }
.card {
  position: fixed; width: max-content; min-width: 248px; max-width: min(340px, calc(100vw - 16px));
  padding: 14px 16px 12px; border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); color: var(--ink); text-align: start; cursor: default;
  box-shadow: 0 1px 2px #0000001a, 0 8px 28px #00000024;
  font: 400 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  animation: appear 120ms ease-out;
}
@keyframes appear { from { opacity: 0; transform: translateY(2px) } }
/* A shadow that does not fall on the number. */
.clear { box-shadow: 0 14px 14px -14px #0006 }
.clear.above { box-shadow: 0 -14px 14px -14px #0006 }
.number { font-size: 19px; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums }
.extension { font-size: 14px; font-weight: 500; color: var(--ink-2); white-space: nowrap }
.small { color: var(--ink-2); font-size: 12.5px; margin-top: 2px; overflow-wrap: anywhere }
.time { min-height: 1.4em }
.who { color: var(--ink) }
.small.guess { color: var(--wait) }
select {
  min-width: 0; flex: 1; height: 32px; padding: 0 6px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--surface-2); color: inherit; font: inherit; font-size: 13px;
}
select:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
.choice { display: flex; align-items: center; gap: 8px; margin-top: 8px; color: var(--ink-2); font-size: 12.5px }
.rival { margin-top: 12px }
.rival .call, .rival .other { flex: 1; padding: 0 12px }
.rival .other:hover { background: var(--surface-2) }
.row { display: flex; gap: 8px; margin-top: 12px }
button {
  height: 40px; border-radius: 12px; border: 1px solid var(--line); background: none; color: inherit; cursor: pointer;
  font: 600 14px/1 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  display: inline-flex; align-items: center; justify-content: center; gap: 8px; padding: 0; transition: filter 120ms;
}
button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
.call { flex: 1; border-color: transparent; background: var(--go); color: var(--on-go) }
.call:hover { filter: brightness(1.08) }
.copy { width: 40px; flex: none }
.copy:hover { background: var(--surface-2) }
button[disabled] { opacity: .55; cursor: default }
kbd { font: 600 11px/1 system-ui, sans-serif; border: 1px solid currentColor; border-radius: 4px; padding: 2px 5px; opacity: .8 }
svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round }
.said { color: var(--go); font-size: 12.5px; font-weight: 600; margin-top: 10px }
.said:empty { display: none }
@media (prefers-reduced-motion: reduce) { .card { animation: none } button { transition: none } }
@media (prefers-contrast: more) { :host { --ink-2: light-dark(#14181d, #eef1f4); --line: light-dark(#14181d, #eef1f4) } }
@media (forced-colors: active) { .call { border-color: ButtonText } }
`;
