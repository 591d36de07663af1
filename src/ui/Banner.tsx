/** One message that needs to be seen now; with a way out when there is one. */
import type { ComponentChildren } from 'preact';
import { CloseIcon, InfoIcon, WarningIcon } from './icons.tsx';
import { say } from './words.ts';

type BannerProps = {
  readonly tone: 'wait' | 'stop';
  readonly children: ComponentChildren;
  readonly icon?: ComponentChildren;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly onDismiss?: () => void;
};

export function Banner({ tone, children, icon, action, onDismiss }: BannerProps) {
  return (
    <div class={`banner ${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      {icon ?? (tone === 'stop' ? <WarningIcon /> : <InfoIcon />)}
      <span class="bannerText">{children}</span>
      {action && (
        <button type="button" class="textButton" onClick={action.run}>
          {action.label}
        </button>
      )}
      {onDismiss && (
        <button type="button" class="iconButton small" aria-label={say('dismiss')} onClick={onDismiss}>
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
