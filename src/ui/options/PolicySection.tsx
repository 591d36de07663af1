/** What the organisation has set: what, by whom, what of it is wrong, and what still needs a person. */
import type { PolicyProblem, PolicyTodo, SaidBy } from '../../settings/policy.ts';
import { say, type WordKey } from '../words.ts';
import type { OptionsModel } from './optionsModel.ts';

const BY: Readonly<Record<SaidBy, WordKey>> = {
  policy: 'policy_by_policy',
  own: 'policy_by_own',
  default: 'policy_by_default',
};

export function PolicySection({ model }: { readonly model: OptionsModel }) {
  const view = model.view.value;
  if (!view) return null;
  const { policy, problems } = view;
  return (
    <>
      <p class="lead">{say(policy ? 'policy_lead' : 'policy_none')}</p>
      {problems.length > 0 && <Problems problems={problems} />}
      {policy && policy.todo.length > 0 && <Todos todo={policy.todo} />}
      {policy && (
        <table class="policyTable">
          <thead>
            <tr>
              <th scope="col">{say('policy_setting')}</th>
              <th scope="col">{say('policy_value')}</th>
              <th scope="col">{say('policy_by')}</th>
            </tr>
          </thead>
          <tbody>
            {policy.set.map(({ key, value, by }) => (
              <tr key={key}>
                <th scope="row">
                  <code>{key}</code>
                </th>
                <td dir="ltr">{value}</td>
                <td>{say(BY[by])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Written for whoever writes the policy: in English, whatever the browser's language. */
function Problems({ problems }: { readonly problems: readonly PolicyProblem[] }) {
  return (
    <div class="policyList wait">
      <h3>{say('policy_problems')}</h3>
      <ul lang="en" dir="ltr">
        {problems.map(({ key, value, fix }) => (
          <li key={`${key} ${value}`}>
            <code>{key}</code>
            {value && (
              <>
                {' '}
                = <code>{value}</code>
              </>
            )}
            <br />
            {fix}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Todos({ todo }: { readonly todo: readonly PolicyTodo[] }) {
  return (
    <div class="policyList">
      <h3>{say('policy_todo')}</h3>
      <ul lang="en" dir="ltr">
        {todo.map((one) => (
          <li key={JSON.stringify(one)}>{one.fix}</li>
        ))}
      </ul>
    </div>
  );
}
