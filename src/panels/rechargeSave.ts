import { t } from '@vscode/l10n';
import {
  decodeRecharge,
  findRecharge,
  rechargeFields,
  sameRecharge,
  writeRecharge,
  type Known,
  type Recharge,
  type RechargeField,
} from '../core/billing/recharge.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { changesIn, conflictsIn, type RechargeWishes } from './rechargeForm.ts';
import { saidSaved, saidUnclear, sortedRefusal, type Notice } from './rechargeWords.ts';

/** What a save came to. */
export interface Saved {
  /** What was read last; nothing is taken over from what was sent or answered. */
  readonly known: Known;
  readonly notice?: Notice;
  /** Complaints of Telnyx, by field. */
  readonly refused?: ReadonlyMap<RechargeField, readonly string[]>;
  /** Wishes that the account holds now. */
  readonly settled: readonly RechargeField[];
}

/** Looks at the settings. Throws a Failure. */
export async function readRecharge(door: Door): Promise<Known> {
  const raw = await findRecharge(door);
  const live = raw === undefined ? undefined : decodeRecharge(raw);
  return live ? { phase: 'known', live } : { phase: 'absent' };
}

/**
 * Reads the settings, and sends what is wished and differs, once; nothing while something is in conflict, nor while a
 * setting that takes effect together with it is another than was `shown`. Afterwards they are read again:
 * what Telnyx answered is not believed unseen. Throws a Failure only while nothing was sent.
 */
export async function saveRecharge(
  door: Door,
  wishes: RechargeWishes,
  shown: Recharge | undefined,
): Promise<Saved> {
  const known = await readRecharge(door);
  if (known.phase !== 'known') return { known, settled: [] };
  const { live } = known;
  if (conflictsIn(live, wishes).length > 0) {
    const sentence = t(
      'Nothing was sent: something was changed elsewhere too. Choose below what is to stay.',
    );
    return { known, settled: [], notice: { tone: 'warning', sentences: [sentence] } };
  }
  const changes = changesIn(live, wishes);
  if (shown && Object.keys(changes).length > 0 && others(shown, live, wishes)) {
    const sentence = t(
      'Nothing was sent: what the rest of the form showed was changed elsewhere. It is shown now; save again if it is what you want.',
    );
    return { known, settled: [], notice: { tone: 'warning', sentences: [sentence] } };
  }
  if (Object.keys(changes).length > 0) return send(door, live, changes);
  const sentence = t('Nothing was sent: Telnyx holds all of it already.');
  return { known, settled: [...wishes.keys()], notice: { tone: 'information', sentences: [sentence] } };
}

/** Whether a setting that nobody wished to change is another than the person saw. */
const others = (shown: Recharge, live: Recharge, wishes: RechargeWishes) =>
  rechargeFields.some((field) => {
    const [seen, held] = [shown[field], live[field]];
    if (wishes.has(field) || seen === held) return false;
    return seen === undefined || held === undefined || !sameRecharge(field, seen, held);
  });

async function send(door: Door, before: Recharge, sent: Partial<Recharge>): Promise<Saved> {
  try {
    await writeRecharge(door, sent);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return thrown.effect === 'no' ? refused(before, sent, thrown) : unclear(door, before, sent, thrown);
  }
  const known = await lookAgain(door);
  return { known, settled: settledIn(known, sent), notice: saidSaved(before, known, sent) };
}

function refused(before: Recharge, sent: Partial<Recharge>, failure: Failure): Saved {
  const { fields, others } = sortedRefusal(failure, sent);
  const notice: Notice = { tone: 'error', sentences: [t('Nothing was saved.'), ...others] };
  return { known: { phase: 'known', live: before }, settled: [], refused: fields, notice };
}

/** Nobody knows whether it was saved: the settings are looked at, and nothing is sent again. */
async function unclear(
  door: Door,
  before: Recharge,
  sent: Partial<Recharge>,
  failure: Failure,
): Promise<Saved> {
  const known = await lookAgain(door);
  return { known, settled: settledIn(known, sent), notice: saidUnclear(before, known, sent, failure) };
}

/** What is held now; that nobody could look is told as that. */
async function lookAgain(door: Door): Promise<Known> {
  try {
    return await readRecharge(door);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { phase: 'failed', failure: thrown };
  }
}

const settledIn = (known: Known, sent: Partial<Recharge>) =>
  rechargeFields.filter((field) => {
    if (known.phase !== 'known') return false;
    const { live } = known;
    const [held, wished] = [live[field], sent[field]];
    return held !== undefined && wished !== undefined && sameRecharge(field, held, wished);
  });
