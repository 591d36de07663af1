/** How the letters over the numbers look: small keys that stand out on any page, light or dark. */

export const HINT_STYLE = `
:host {
  all: initial;
  position: fixed;
  inset: 0;
  margin: 0;
  padding: 0;
  border: 0;
  inline-size: 100vw;
  block-size: 100vh;
  background: none;
  overflow: visible;
  pointer-events: none;
  z-index: 2147483647;
}
kbd {
  position: fixed;
  padding: 1px 5px;
  border: 1px solid #0b7a53;
  border-radius: 4px;
  background: #e8f6ef;
  color: #05442d;
  font: 700 12px/16px ui-monospace, SFMono-Regular, Menlo, monospace;
  letter-spacing: 0.04em;
  box-shadow: 0 1px 3px rgb(0 0 0 / 30%);
}
kbd.out {
  visibility: hidden;
}
@media (forced-colors: active) {
  kbd {
    background: Canvas;
    color: CanvasText;
    border-color: Highlight;
  }
}
`;
