// The real console in a real Electron, set up by the calls of its own page instead of the wizard: for tests that begin behind it.
import type { IpcAnswer, IpcCallName, IpcInput, IpcOutput } from '../../shared/ipc/table';
import { launchConsole, type LaunchedConsole } from './desktop';
import { jonas, maria, WALK_PIN, type WalkPerson } from './walk';

export interface QuickPerson extends WalkPerson {
  readonly roles: readonly string[];
}
const both = ['Administrator', 'Key Manager'];
/** maria and jonas, who hold Administrator and Key Manager. */
export const usualPeople: readonly QuickPerson[] = [maria, jonas].map((person) => ({ ...person, roles: both }));

/** A call as the console's page makes it; throws where it is refused. */
export async function pageCall<N extends IpcCallName>(
  { window }: LaunchedConsole,
  name: N,
  input: IpcInput<N>,
): Promise<IpcOutput<N>> {
  const answer = (await window.evaluate(
    ([called, given]) => {
      const { kmes } = globalThis as unknown as {
        kmes: { call: Record<string, (input: unknown) => Promise<unknown>> };
      };
      return kmes.call[called as string]?.(given);
    },
    [name, input] as const,
  )) as IpcAnswer<IpcOutput<N>>;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** EVALUATION with a token of its own; shows the login. @param prepare before anything is set up, in main */
export async function quickConsole(
  dataDir: string,
  people: readonly QuickPerson[] = usualPeople,
  prepare: (launched: LaunchedConsole) => Promise<void> = () => Promise.resolve(),
): Promise<LaunchedConsole> {
  const launched = await launchConsole({ dataDir });
  await prepare(launched);
  const token = await pageCall(launched, 'setup.createEvaluationToken', { label: 'Evaluation', pin: WALK_PIN });
  await pageCall(launched, 'setup.complete', {
    environment: 'EVALUATION',
    module: { moduleId: token.moduleId },
    approvedSha256: token.sha256,
    token: { label: 'Evaluation', serial: token.tokens.find(({ label }) => label === 'Evaluation')?.serial ?? '' },
    pin: WALK_PIN,
    pinSecondPart: null,
    identities: people.map((person) => ({ ...person, roles: [...person.roles] })),
  });
  await launched.window.reload();
  await launched.window.getByRole('heading', { name: 'Log in', exact: true }).waitFor();
  return launched;
}
