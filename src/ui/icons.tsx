/** Inline icons: decoration beside a word or inside a labelled button, so hidden from assistive technology. */
import type { ComponentChildren } from 'preact';

/** An icon of this drawing. `extra`: a class of its own. */
export function icon(drawing: ComponentChildren, extra = '') {
  return () => (
    <svg class={`icon ${extra}`.trim()} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {drawing}
    </svg>
  );
}

const HANDSET =
  'M5.2 3.5h2.9c.5 0 .9.3 1 .8l.9 3.4c.1.4 0 .8-.3 1.1L8 10.4a12.6 12.6 0 0 0 5.6 5.6l1.6-1.7c.3-.3.7-.4 1.1-.3l3.4.9c.5.1.8.5.8 1v2.9c0 .9-.7 1.7-1.7 1.7C10.4 20.5 3.5 13.6 3.5 5.2c0-1 .8-1.7 1.7-1.7z';

export const PhoneIcon = icon(<path d={HANDSET} />);
export const HangUpIcon = icon(
  <path d="M3.3 14.9 5.3 16.9c.4.4 1 .4 1.4.1l2.5-1.9c.3-.2.5-.6.5-1v-2.2a12 12 0 0 1 4.6 0v2.2c0 .4.2.8.5 1l2.5 1.9c.4.3 1 .3 1.4-.1l2-2c.7-.7.7-1.8 0-2.4-4.8-4.4-12.6-4.4-17.4 0-.7.6-.7 1.7 0 2.4z" />,
);
export const KeypadIcon = icon(
  [5, 12, 19].flatMap((y) => [5, 12, 19].map((x) => <circle key={`${x}.${y}`} cx={x} cy={y} r="1.3" />)),
  'iconFilled',
);
export const HistoryIcon = icon([
  <circle key="c" cx="12" cy="12" r="8.5" />,
  <path key="h" d="M12 7.2V12l3.2 2" />,
]);
export const MicrophoneIcon = icon([
  <rect key="r" x="9" y="3" width="6" height="11" rx="3" />,
  <path key="p" d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />,
]);
export const MutedIcon = icon(
  <path d="M9 5.5A3 3 0 0 1 15 6v4.5m-.7 2A3 3 0 0 1 9 11V9M5.5 11.5a6.5 6.5 0 0 0 10.7 5M18.5 11.5c0 1-.2 1.9-.6 2.7M12 18v3M3.5 3.5l17 17" />,
);
export const BackspaceIcon = icon(
  <path d="M8.5 5.5h10a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-10L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5" />,
  'iconFlips',
);
export const PanelIcon = icon(
  [<rect key="r" x="3.5" y="4.5" width="17" height="15" rx="2.5" />, <path key="p" d="M14.5 4.5v15" />],
  'iconFlips',
);
export const AccountIcon = icon([
  <circle key="c" cx="12" cy="8.2" r="3.7" />,
  <path key="p" d="M4.8 20a7.2 7.2 0 0 1 14.4 0" />,
]);
export const BackIcon = icon(<path d="M14.5 5.5 8 12l6.5 6.5" />, 'iconFlips');
export const WarningIcon = icon(<path d="M12 4.2 2.9 19.7h18.2zM12 10v4.2M12 16.9v.1" />);
export const InfoIcon = icon([
  <circle key="c" cx="12" cy="12" r="8.5" />,
  <path key="p" d="M12 11v5M12 8v.1" />,
]);
export const CheckIcon = icon(<path d="m5 12.5 4.7 4.7L19.2 7.5" />);
export const CloseIcon = icon(<path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />);
export const BellIcon = icon(<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4" />);
export const QuietIcon = icon(
  <path d="M8 6.6A6 6 0 0 1 18 11v3.5M6 11v5.5L4.5 18H17M10 20.5h4M3.5 3.5l17 17" />,
);
export const VoicemailIcon = icon([
  <circle key="l" cx="6.8" cy="12" r="3.8" />,
  <circle key="r" cx="17.2" cy="12" r="3.8" />,
  <path key="p" d="M6.8 15.8h10.4" />,
]);
