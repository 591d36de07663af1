/**
 * Where makers' headsets do other than their report descriptor says. Each row has its source; a maker without a row is
 * taken at its descriptor's word. Pure.
 */

export type Quirk = {
  readonly maker: string;
  /** Its mute button tells a press (1, then 0), whatever the descriptor calls it: the host decides and answers with the lamp. */
  readonly muteIsPress?: true;
  /** It confirms a change of the off-hook lamp by its hook switch: that is nobody's finger. */
  readonly confirmsLamps?: true;
  readonly source: string;
};

/** By USB vendor id. */
const QUIRKS: Readonly<Record<number, Quirk>> = {
  2830: {
    maker: 'Jabra (GN Audio)', // 0x0B0E
    muteIsPress: true,
    confirmsLamps: true,
    source: 'github.com/gnaudio/jabra-browser-integration issues 42 and 49; github.com/WICG/webhid issue 72',
  },
  1151: {
    maker: 'Poly (Plantronics)', // 0x047F
    muteIsPress: true,
    source: 'github.com/WICG/webhid issue 72',
  },
  5013: {
    maker: 'EPOS (Sennheiser)', // 0x1395
    muteIsPress: true,
    source: 'github.com/WICG/webhid issue 72',
  },
};

export function quirkOf(vendorId: number): Quirk | null {
  return QUIRKS[vendorId] ?? null;
}
