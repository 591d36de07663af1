/** What somebody should know about the call now, one line each, with what to do: muted, not heard, not handed over, no headset. */
import type { CallWarning } from '../../call/quality.ts';
import type { Audio, AudioDevice } from '../../call/state.ts';
import { Banner } from '../Banner.tsx';
import { failureSentence } from '../failureWords.ts';
import { MutedIcon, WarningIcon } from '../icons.tsx';
import { say, type WordKey } from '../words.ts';
import type { CallProps } from './CallCard.tsx';
import { whoTakesOver } from './handedOver.ts';
import { TransferIcon, UnpluggedIcon } from './icons.tsx';

const WARNING_WORDS = {
  'not-heard': 'warning_not_heard',
  'not-hearing': 'warning_not_hearing',
  'talking-muted': 'warning_talking_muted',
  'low-mos': 'warning_low_mos',
  'packet-loss': 'warning_packet_loss',
  'high-rtt': 'warning_high_rtt',
  'high-jitter': 'warning_high_jitter',
} satisfies Record<CallWarning, WordKey>;

/** The order is that of harm: who is not heard need not read of jitter. */
const BY_HARM = Object.keys(WARNING_WORDS) as readonly CallWarning[];

export function CallNotices({ model, state, call }: CallProps) {
  const worst = BY_HARM.find((warning) => call.warnings?.includes(warning));
  const standIns = call.status === 'live' ? missingDevices(state.audio) : [];
  const { transfer } = call;
  return (
    <>
      {transfer?.status === 'asked' && (
        <Banner tone="wait" icon={<TransferIcon />}>
          {say('transfer_asked', whoTakesOver(model, transfer.to))}
        </Banner>
      )}
      {transfer?.status === 'failed' && (
        <Banner tone="stop">
          {transfer.failure ? failureSentence(transfer.failure) : say('failure_transfer_failed')}{' '}
          {say('transfer_failed_next')}
        </Banner>
      )}
      {call.muted && worst !== 'talking-muted' && (
        <Banner tone="wait" icon={<MutedIcon />}>
          {say('call_muted_banner')}
        </Banner>
      )}
      {worst && (
        <Banner tone="wait" icon={worst === 'talking-muted' ? <MutedIcon /> : <WarningIcon />}>
          {say(WARNING_WORDS[worst])}
        </Banner>
      )}
      {standIns.map((sentence) => (
        <Banner key={sentence} tone="wait" icon={<UnpluggedIcon />}>
          {sentence}
        </Banner>
      ))}
    </>
  );
}

/** A headset is both: what stands in for it is said once where it is said of the microphone and of the speaker alike. */
function missingDevices({ input, output }: Audio): readonly string[] {
  const standIn = (device: AudioDevice | null, word: WordKey) =>
    device?.standIn ? [say(word, device.label)] : [];
  return [...standIn(input, 'device_input_gone'), ...standIn(output, 'device_output_gone')];
}
