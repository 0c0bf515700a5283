import { t } from '@vscode/l10n';
import type { Ability } from '../core/model/item.ts';
import { assigning, namesOf, type Assignable } from '../core/plan/proposals.ts';
import type { Choice, ChoiceSource } from '../core/resources/choices.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Session } from '../core/state/session.ts';
import { askChoice, back } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';
import { choose, propose, type VerbParts } from './chosen.ts';
import { inNumbersView } from './progress.ts';

interface Way {
  readonly ability: Ability;
  readonly from: ChoiceSource;
  readonly ask: () => string;
  readonly title: (names: string) => string;
  readonly none: () => string;
}

const ways: Readonly<Record<Assignable, Way>> = {
  connection: {
    ability: 'assign-connection',
    from: 'connections',
    ask: () => t('Assign a Connection'),
    title: (names) => t('Assign a Connection to {0}', names),
    none: () => t('No connection'),
  },
  billingGroup: {
    ability: 'assign-billing-group',
    from: 'billing-groups',
    ask: () => t('Assign a Billing Group'),
    title: (names) => t('Assign a Billing Group to {0}', names),
    none: () => t('No billing group'),
  },
  messagingProfile: {
    ability: 'assign-messaging-profile',
    from: 'messaging-profiles',
    ask: () => t('Assign a Messaging Profile'),
    title: (names) => t('Assign a Messaging Profile to {0}', names),
    none: () => t('No messaging profile'),
  },
};

/** The choices of one source. Throws the Failure that kept them from being loaded. */
async function choicesFrom(session: Session, source: ChoiceSource): Promise<readonly Choice[]> {
  const lists = choicesOf(session);
  await inNumbersView(() => lists.fresh(source));
  const state = lists.state(source);
  if (state?.phase === 'failed') throw state.failure;
  return state?.phase === 'ready' ? state.choices : [];
}

/** Asks what numbers are to point at, and shows what that would change. */
export async function assign(what: Assignable, parts: VerbParts, args: readonly unknown[]): Promise<void> {
  const { session } = parts;
  const { ability, from, ask, title, none } = ways[what];
  const question = { title: ask(), unknown: t('Choose it if the account has it') };
  const chosen = await choose(session, ability, args, question);
  const numbers = chosen.flatMap(({ listed }) => listed.map(({ number }) => number));
  if (numbers.length === 0) return;
  const choices = await choicesFrom(session, from);
  const answer = await askChoice<Choice | 'none'>({
    title: title(namesOf(numbers)),
    placeholder: t('Which one? Nothing is changed before you have seen the plan.'),
    choices: [
      { label: `$(circle-slash) ${none()}`, value: 'none' },
      ...choices.map((choice) => ({
        label: inLabel(choice.name),
        ...(choice.name !== choice.id && { description: choice.id }),
        value: choice,
      })),
    ],
  });
  if (answer === undefined || answer === back) return;
  const choice = answer === 'none' ? undefined : answer;
  for (const { family, listed } of chosen) {
    const own = listed.map(({ number }) => number);
    await propose(parts, family, assigning(own, { what, choice }, 'verb'));
  }
}
