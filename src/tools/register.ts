import { Disposable, lm } from 'vscode';
import { toolNames } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { PlanReview } from '../core/plan/proposal.ts';

/** The tools for language models, by name only; what they do loads with the first that is used. */
export function registerTools(account: CurrentAccount, plans: PlanReview): Disposable {
  const loaded = () => import('./languageTools.ts');
  return Disposable.from(
    ...toolNames.map((name) =>
      lm.registerTool(name, {
        prepareInvocation: async ({ input }) => (await loaded()).prepare(name, account, input),
        invoke: async ({ input }, token) => (await loaded()).invoke(name, { account, plans }, input, token),
      }),
    ),
  );
}
