/** Does the number belong to the application, and does that send its webhooks here? As Plivo's REST API tells. */
import { askPlivo } from './askPlivo.ts';
import type { Examination } from './examination.ts';
import { fail, ok, type Result, warn } from './finding.ts';

const UNTOLD = 'look in the console: Voice → Applications, and Phone Numbers';

/** Without this, calls are "busy" at once and /answer is never asked. */
export async function checkNumber(examination: Examination): Promise<Result> {
  const { number, appId } = examination.config.plivo;
  const answer = await askPlivo(examination, `/Number/${number}/`);
  if (answer?.status === 404)
    return fail(
      `${number} is not a number of this account`,
      'set PLIVO_NUMBER to a rented number, digits only, with its country code',
    );
  if (answer?.status !== 200) return warn(`Plivo did not tell${statusOf(answer)}`, UNTOLD);
  if (
    !String(answer.body.application ?? '')
      .split('/')
      .includes(appId)
  )
    return fail(
      `${number} does not belong to application ${appId}`,
      'console, Phone Numbers: choose the application for this number, or correct PLIVO_APP_ID',
    );
  return ok(`${number} belongs to application ${appId}`);
}

export async function checkApplication(examination: Examination): Promise<Result> {
  const { plivo, publicUrl } = examination.config;
  const answer = await askPlivo(examination, `/Application/${plivo.appId}/`);
  if (answer?.status === 404)
    return fail(
      `there is no application ${plivo.appId}`,
      'set PLIVO_APP_ID to the id under Voice → Applications',
    );
  if (answer?.status !== 200) return warn(`Plivo did not tell${statusOf(answer)}`, UNTOLD);
  for (const [field, path] of [
    ['answer_url', '/answer'],
    ['hangup_url', '/hangup'],
  ] as const) {
    const [expected, given] = [publicUrl + path, String(answer.body[field] ?? '')];
    if (given !== expected)
      return fail(
        `its ${field} is ${given || 'empty'}`,
        `console, Voice → Applications: set it to ${expected}, or PUBLIC_URL to what stands there`,
      );
  }
  return ok(`its webhooks go to ${publicUrl}`);
}

const statusOf = (answer: { status: number } | null) => (answer ? `, with status ${answer.status}` : '');
