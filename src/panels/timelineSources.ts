import type { KeptReports } from '../core/billing/reports.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { Session } from '../core/state/session.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import { ChargeSource } from '../core/timeline/chargeSource.ts';
import type { About, Source } from '../core/timeline/entry.ts';
import { lists } from '../core/timeline/lists.ts';
import { ListSource } from '../core/timeline/listSource.ts';
import { PlanSource } from '../core/timeline/planSource.ts';
import { tellPlan } from './timelineText.ts';

export interface TimelineSourceParts {
  readonly about: About;
  readonly language: string;
  /** The plans that were applied to an account here. */
  readonly plansOf: (session: Session) => Promise<Pick<Plans, 'recent' | 'open'>>;
  /** Absent for accounts of which nothing is kept. */
  readonly keptOf: (session: Session) => KeptReports | undefined;
}

interface Looked {
  /** Nothing after it is shown, in milliseconds since 1970. */
  readonly until: number | undefined;
  readonly now: number;
}

/** Everything that may tell of a number, in the order in which events of one instant stand. */
export function timelineSources(
  { about, language, plansOf, keptOf }: TimelineSourceParts,
  session: Session,
  { until, now }: Looked,
  changed: () => void,
): readonly Source[] {
  const plans = () => plansOf(session);
  const kept = keptOf(session);
  return [
    new ListSource(session, lists.audit(about, until), changed),
    new PlanSource({ plans, about, tell: tellPlan(choicesOf(session)), changed }),
    new ListSource(session, lists.job(about), changed),
    new ListSource(session, lists.delivery(about, until), changed),
    new ChargeSource({ session, kept, about, language, now, changed }),
  ];
}
