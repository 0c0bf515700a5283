import { t } from '@vscode/l10n';
import {
  decodeRecharge,
  findRecharge,
  rechargeFields,
  sameRecharge,
  writeRecharge,
  type Recharge,
  type RechargeField,
} from '../core/billing/recharge.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { changesIn, conflictsIn, type RechargeWishes } from './rechargeForm.ts';
import { saidSaved, saidUnclear, sortedRefusal, type Notice } from './rechargeWords.ts';

/** What a save came to. */
export interface Saved {
  /** What the account holds, as far as it could be looked at; undefined where it holds none. */
  readonly live: Recharge | undefined;
  readonly notice?: Notice;
  /** Complaints of Telnyx, by field. */
  readonly refused?: ReadonlyMap<RechargeField, readonly string[]>;
  /** Wishes that the account holds now. */
  readonly settled: readonly RechargeField[];
}

/** What the account holds; undefined where it holds none. Throws a Failure. */
export async function readRecharge(door: Door): Promise<Recharge | undefined> {
  const raw = await findRecharge(door);
  return raw === undefined ? undefined : decodeRecharge(raw);
}

/**
 * Reads the settings, and sends what is wished and differs, once; nothing while something is in conflict, nor while a
 * setting that takes effect together with it is another than was `shown`. Afterwards they are read again: what Telnyx answered is not believed unseen. Throws a Failure only while nothing was sent.
 */
export async function saveRecharge(
  door: Door,
  wishes: RechargeWishes,
  shown: Recharge | undefined,
): Promise<Saved> {
  const live = await readRecharge(door);
  if (!live) return { live, settled: [] };
  if (conflictsIn(live, wishes).length > 0) {
    const sentence = t(
      'Nothing was sent: something was changed elsewhere too. Choose below what is to stay.',
    );
    return { live, settled: [], notice: { tone: 'warning', sentences: [sentence] } };
  }
  const changes = changesIn(live, wishes);
  if (shown && Object.keys(changes).length > 0 && others(shown, live, wishes)) {
    const sentence = t(
      'Nothing was sent: what the rest of the form showed was changed elsewhere. It is shown now; save again if it is what you want.',
    );
    return { live, settled: [], notice: { tone: 'warning', sentences: [sentence] } };
  }
  if (Object.keys(changes).length > 0) return send(door, live, changes);
  const sentence = t('Nothing was sent: Telnyx holds all of it already.');
  return { live, settled: [...wishes.keys()], notice: { tone: 'information', sentences: [sentence] } };
}

/** Whether a setting that nobody wished to change is another than the person saw. */
const others = (shown: Recharge, live: Recharge, wishes: RechargeWishes) =>
  rechargeFields.some((field) => {
    const [seen, held] = [shown[field], live[field]];
    if (wishes.has(field) || seen === held) return false;
    return seen === undefined || held === undefined || !sameRecharge(field, seen, held);
  });

async function send(door: Door, before: Recharge, sent: Partial<Recharge>): Promise<Saved> {
  let answered: Recharge;
  try {
    answered = await writeRecharge(door, sent);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return thrown.effect === 'no' ? refused(before, sent, thrown) : unclear(door, before, sent, thrown);
  }
  const live = (await lookAgain(door)) ?? { ...before, ...answered };
  return { live, settled: settledIn(live, sent), notice: saidSaved(before, live, sent) };
}

function refused(before: Recharge, sent: Partial<Recharge>, failure: Failure): Saved {
  const { fields, others } = sortedRefusal(failure, sent);
  const notice: Notice = { tone: 'error', sentences: [t('Nothing was saved.'), ...others] };
  return { live: before, settled: [], refused: fields, notice };
}

/** Nobody knows whether it was saved: the settings are looked at, and nothing is sent again. */
async function unclear(
  door: Door,
  before: Recharge,
  sent: Partial<Recharge>,
  failure: Failure,
): Promise<Saved> {
  const live = await lookAgain(door);
  return {
    live: live ?? before,
    settled: live ? settledIn(live, sent) : [],
    notice: saidUnclear(before, live, sent, failure),
  };
}

const lookAgain = (door: Door) => readRecharge(door).catch(() => undefined);

const settledIn = (live: Recharge, sent: Partial<Recharge>) =>
  rechargeFields.filter((field) => {
    const [held, wished] = [live[field], sent[field]];
    return held !== undefined && wished !== undefined && sameRecharge(field, held, wished);
  });
