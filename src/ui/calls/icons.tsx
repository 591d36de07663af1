/** Icons of calls, their sound and their history: fetched with the parts that show them. */
import { icon } from '../icons.tsx';

export const HoldIcon = icon(<path d="M9 5.5v13M15 5.5v13" />);
export const ResumeIcon = icon(<path d="M8 5.5v13l10.5-6.5z" />);
export const OutgoingIcon = icon(<path d="M7 17 17 7M9 7h8v8" />, 'iconFlips');
export const IncomingIcon = icon(<path d="M17 7 7 17M15 17H7V9" />, 'iconFlips');
export const TransferIcon = icon(<path d="M4 12h13M12.5 6.5 18 12l-5.5 5.5M20.5 5v14" />, 'iconFlips');
export const JoinIcon = icon(
  <path d="M4 5.5c5 0 5 6.5 9.5 6.5M4 18.5c5 0 5-6.5 9.5-6.5H20M16.5 8.5 20 12l-3.5 3.5" />,
  'iconFlips',
);
export const HeadsetIcon = icon(
  <path d="M4.5 15v-3a7.5 7.5 0 0 1 15 0v3M4.5 13.5h2.300v5H5.5a1 1 0 0 1-1-1zM19.5 13.5h-2.300v5h1.300a1 1 0 0 0 1-1zM17.200 18.5c0 1.5-1.700 2.300-3.700 2.300" />,
);
export const UnpluggedIcon = icon(<path d="M8 4v4M16 4v4M6 8h12v3a6 6 0 0 1-12 0zM12 17v4" />);
export const SearchIcon = icon([
  <circle key="c" cx="10.5" cy="10.5" r="6" />,
  <path key="p" d="m15 15 5 5" />,
]);
export const NoteIcon = icon(<path d="M5 4.5h14v10L14.5 19.5H5zM14.5 19.5v-5H19M8.5 9h7M8.5 12.5h4" />);
