import { Big } from 'big.js';
import type { Group } from './groups.ts';

/** What the list of numbers tells of one; undefined where it does not tell. */
export interface NumberFacts {
  readonly id: string;
  readonly status: string | undefined;
  readonly connection: boolean | undefined;
  readonly messaging: boolean | undefined;
  readonly emergency: boolean | undefined;
}

/** Why a number may cost rent for nothing, the plainest first. */
export const leakReasons = [
  /** Neither a connection nor a messaging profile: nothing reaches it. */
  'unconnected',
  /** Emergency calling is on, and nothing else. */
  'emergency-only',
  /** No message and no call among the records that were looked at. */
  'silent',
  'no-connection',
  'no-messaging',
] as const;
export type LeakReason = (typeof leakReasons)[number];

/** A number that costs rent and has a reason to be looked at. */
export interface Leak {
  readonly phone: string;
  readonly id: string;
  readonly status: string | undefined;
  readonly reasons: readonly LeakReason[];
  /** Recurring charges of the month, as far as they are known. */
  readonly month: Big;
  /** Charges of unknown cost: they are in no sum. */
  readonly unknown: number;
}

/** What is known of numbers; undefined for one that is not in the account. */
export type Known = (phone: string) => NumberFacts | undefined;
/** Whether nothing was seen of a number; undefined where nobody can say. */
export type Silence = (phone: string) => boolean | undefined;

export interface Leaks {
  readonly leaks: readonly Leak[];
  /** Numbers that were charged and are not in the account now. */
  readonly gone: number;
  /** Numbers of the account that cost rent in the month. */
  readonly rented: number;
}

/**
 * The numbers whose rent may be for nothing, of what each number cost in one month. What nobody told is no reason: a
 * number without data is never called idle.
 */
export function leaksIn(charged: readonly Group[], known: Known, silence: Silence = () => undefined): Leaks {
  const leaks: Leak[] = [];
  let gone = 0;
  let rented = 0;
  for (const { key: phone, sums, unknown } of charged) {
    const month = sums.recurring;
    if (month.lte(0) && unknown === 0) continue;
    const facts = known(phone);
    if (!facts) {
      gone += 1;
      continue;
    }
    rented += 1;
    const reasons = reasonsOf(facts, silence(phone));
    if (reasons.length > 0)
      leaks.push({ phone, id: facts.id, status: facts.status, reasons, month, unknown });
  }
  return { leaks, gone, rented };
}

function reasonsOf(facts: NumberFacts, silent: boolean | undefined): readonly LeakReason[] {
  const setUp = setUpReason(facts);
  return [...(setUp ? [setUp] : []), ...(silent === true ? (['silent'] as const) : [])];
}

function setUpReason({ status, connection, messaging, emergency }: NumberFacts): LeakReason | undefined {
  if (status === 'emergency-only') return 'emergency-only';
  if (connection === false && messaging === false)
    return emergency === true ? 'emergency-only' : 'unconnected';
  if (connection === false) return 'no-connection';
  return messaging === false ? 'no-messaging' : undefined;
}

/** Rent of several numbers, in one currency. */
export interface RentSum {
  readonly count: number;
  readonly month: Big;
  readonly unknown: number;
}

export function rentOf(leaks: readonly Leak[]): RentSum {
  return {
    count: leaks.length,
    month: leaks.reduce((sum, { month }) => sum.plus(month), new Big(0)),
    unknown: leaks.reduce((sum, { unknown }) => sum + unknown, 0),
  };
}

/** Twelve times the month: what it comes to if nothing changes. */
export const perYear = (month: Big): Big => month.times(12);
