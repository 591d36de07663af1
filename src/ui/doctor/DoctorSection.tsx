/** The doctor: what stands between an agent and a call, a line each, and a report to hand on. */

import { CheckIcon, WarningIcon } from '../icons.tsx';
import { say } from '../words.ts';
import type { CheckLine } from './checkLine.ts';
import type { DoctorModel, DoctorRow } from './doctorModel.ts';
import { VERDICT_WORDS } from './verdictWords.ts';

type Props = { readonly model: DoctorModel };

export function DoctorSection({ model }: Props) {
  return (
    <>
      <p class="lead">{say('check_intro')}</p>
      <Outcome model={model} />
      {model.rows.value && (
        <ol class="checks" aria-busy={model.running.value}>
          {model.rows.value.map((row, index) => (
            <Row
              key={`${row.group} ${row.name}`}
              row={row}
              begins={row.group !== groupBefore(model, index)}
            />
          ))}
        </ol>
      )}
      <Buttons model={model} />
    </>
  );
}

/** Always there, so that a screen reader hears it change. */
function Outcome({ model }: Props) {
  const rows = model.rows.value ?? [];
  const lines = rows.flatMap(({ line }) => (typeof line === 'string' ? [] : [line]));
  const bad = lines.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').length;
  const done = rows.length > 0 && !model.running.value;
  return (
    <p class="checkOutcome" role="status">
      {model.running.value && say('check_running')}
      {done && (bad === 0 ? say('check_all_ok') : say('check_problems', String(bad)))}
    </p>
  );
}

/** `begins`: the first of its account, whose name stands above it. */
function Row({ row: { group, name, line }, begins }: { readonly row: DoctorRow; readonly begins: boolean }) {
  const verdict = typeof line === 'string' ? line : line.verdict;
  return (
    <>
      {begins && group !== null && (
        <li class="checkGroup">
          <h3>{group}</h3>
        </li>
      )}
      <li class={`check ${verdict}`}>
        <span class="checkMark" aria-hidden="true">
          {verdict === 'ok' && <CheckIcon />}
          {(verdict === 'warn' || verdict === 'fail') && <WarningIcon />}
        </span>
        <div class="checkText">
          <p class="checkHead">
            <b>{name}</b>
            <span class="checkVerdict">{say(VERDICT_WORDS[verdict])}</span>
          </p>
          {typeof line !== 'string' && <Found line={line} />}
        </div>
      </li>
    </>
  );
}

function groupBefore(model: DoctorModel, index: number): string | null {
  return model.rows.value?.[index - 1]?.group ?? null;
}

function Found({ line: { found, fix, advice } }: { readonly line: CheckLine }) {
  return (
    <>
      <p class="checkFound">{found}</p>
      {fix && <p class="checkFix">{say('check_fix', fix)}</p>}
      {advice?.map((text) => (
        <p key={text} class="checkAdvice" lang="en" dir="ltr">
          {text}
        </p>
      ))}
    </>
  );
}

function Buttons({ model }: Props) {
  const busy = model.running.value;
  const shown = model.rows.value !== null && !busy;
  const word = busy ? 'check_running' : model.rows.value ? 'check_again' : 'check_run';
  const copied = model.copied.value;
  return (
    <div class="buttonRow">
      <button type="button" class="bigButton go" aria-disabled={busy} onClick={() => void model.run()}>
        {say(word)}
      </button>
      {shown && (
        <button type="button" class="bigButton plain" onClick={() => void model.copyReport()}>
          <span aria-live="polite">
            {say(copied === null ? 'check_copy' : copied ? 'check_copied' : 'check_copy_failed')}
          </span>
        </button>
      )}
    </div>
  );
}
