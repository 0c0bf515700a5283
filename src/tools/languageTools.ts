import { t } from '@vscode/l10n';
import {
  CancellationError,
  LanguageModelTextPart,
  LanguageModelToolResult,
  type CancellationToken,
  type PreparedToolInvocation,
} from 'vscode';
import type { ToolName } from '../core/model/names.ts';
import { brief } from '../core/model/text.ts';
import type { PlanReview } from '../core/plan/proposal.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { boundedJson } from '../core/tools/bounded.ts';
import { tools } from '../core/tools/index.ts';
import { masked, maskedAll } from '../core/tools/mask.ts';
import { readingDoor } from '../core/tools/tool.ts';
import { readConfiguration } from '../host/configuration.ts';

const asks: Readonly<Record<ToolName, (account: string) => string>> = {
  telnyx_list_numbers: (account) => t('Let the language model list phone numbers of {0}?', account),
  telnyx_get_number: (account) => t('Let the language model read the settings of a number of {0}?', account),
  telnyx_get_job: (account) => t('Let the language model read a job of {0}?', account),
  telnyx_summarize_charges: (account) => t('Let the language model read the charges of {0}?', account),
  telnyx_explain_delivery: (account) => t('Let the language model read a webhook delivery of {0}?', account),
  telnyx_propose_number_changes: (account) =>
    t(
      'Let the language model open a plan for numbers of {0}? Nothing is changed before you apply it.',
      account,
    ),
};

/** The question that VS Code asks before a tool is used, with what the model asked for. */
export function prepare(name: ToolName, account: CurrentAccount, input: unknown): PreparedToolInvocation {
  // Without an account there is nothing to ask about: the answer says so.
  if (!account.session) return {};
  const title = asks[name](brief(account.session.profile.name, 60));
  return { confirmationMessages: { title, message: brief(JSON.stringify(input), 500) } };
}

/** Runs a tool on the account in use. What goes wrong is told to the model in a sentence without secrets. */
export async function invoke(
  name: ToolName,
  { account, plans }: { readonly account: CurrentAccount; readonly plans: PlanReview },
  input: unknown,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  const mask = readConfiguration().maskInTools;
  try {
    const session = account.needed();
    const answer = await tools[name].run(
      {
        name: session.profile.name,
        door: readingDoor(session.door),
        told: mask ? masked : (phoneNumber) => phoneNumber,
        propose: async (proposal) => {
          // The account may have been switched while numbers were looked up.
          if (account.session !== session) throw accountChanged();
          await plans.review(proposal);
        },
      },
      input,
      stop.signal,
    );
    return result(boundedJson(mask ? maskedAll(answer) : answer));
  } catch (thrown) {
    if (token.isCancellationRequested) throw new CancellationError();
    if (thrown instanceof Failure) return result(boundedJson({ error: thrown.sentence }));
    throw thrown;
  } finally {
    listening.dispose();
  }
}

const result = (text: string) => new LanguageModelToolResult([new LanguageModelTextPart(text)]);

const accountChanged = () =>
  new Failure({
    kind: 'misuse',
    sentence: t('Another account was opened meanwhile, so no plan was made.'),
    wayOut: 'none',
  });
