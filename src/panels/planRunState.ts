import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import { wayBackOf } from '../core/plan/restored.ts';
import type { RunState } from '../core/plan/run.ts';
import { mayBeUndone, partlyOf } from '../core/plan/touched.ts';
import type { Note, WayText } from '../core/protocol/plan.ts';
import type { PlanRun } from './planRun.ts';
import { used, way, type Told } from './planTold.ts';
import { runSentence, runText } from './runWords.ts';

/** Around a plan that was applied. */
export function runState(run: PlanRun): Told {
  const { state } = run;
  const { counts } = state;
  const going = runText(state, run.ending);
  return {
    head: going ? '' : runSentence(state),
    applied: true,
    notes: [
      ...(state.damaged
        ? [
            {
              tone: 'warning' as const,
              sentence: t(
                'Parts of the record of this plan cannot be read. What they held is called unknown.',
              ),
            },
          ]
        : []),
      ...(going ? [] : partlyNotes(state)),
      ...(state.phase === 'running'
        ? [
            {
              tone: 'information' as const,
              sentence: t(
                'You may close this tab: the plan goes on, and the status bar tells how far it is.',
              ),
            },
          ]
        : []),
    ],
    ...(going && { run: going }),
    ways: runWays(state, run.ending),
    filters: used(state.numbers, [
      { key: 'changed', label: t('Changed'), count: counts.changed },
      { key: 'failed', label: t('Failed'), count: counts.failed + counts.otherwise },
      { key: 'conflict', label: t('Conflicts'), count: counts.conflict },
      { key: 'same', label: t('As Wanted Already'), count: counts.already },
      { key: 'unknown', label: t('Unknown'), count: counts.unknown },
      { key: 'pending', label: t('Pending'), count: counts.waiting + counts.underway },
      { key: 'out', label: t('Not Sent'), count: counts.left },
    ]),
  };
}

/** Where some of a number was changed and the rest was not, what is told of the number as a whole would hide it. */
function partlyNotes(state: RunState): readonly Note[] {
  const partly = partlyOf(state);
  if (partly === 0) return [];
  const sentence =
    partly === 1
      ? t(
          '1 number was changed in part: the rest of it failed or was not sent. Undo takes back what was changed.',
        )
      : t(
          '{0} numbers were changed in part: the rest of them failed or was not sent. Undo takes back what was changed.',
          grouped(partly),
        );
  return [{ tone: 'information', sentence }];
}

type Counts = RunState['counts'];

const primary = { primary: true } as const;

/** What failed, what Telnyx kept otherwise and what was not sent may become a plan of their own. */
function againWays({ failed, otherwise, left, unknown }: Counts): readonly WayText[] {
  const all = failed + otherwise;
  const retry = otherwise === 0 ? t('Retry {0} Failed', grouped(failed)) : t('Retry {0}', grouped(all));
  return [
    ...(all > 0 ? [way('retry', retry, primary)] : []),
    ...(left > 0 ? [way('rest', t('Send the {0} Not Sent', grouped(left)), all > 0 ? {} : primary)] : []),
    ...(unknown > 0
      ? [
          way('check', t('Check {0} Unknown', grouped(unknown))),
          way('unknown', t('Plan the {0} Unknown Again', grouped(unknown))),
        ]
      : []),
  ];
}

/** What can be done with a run in each of its phases. */
function runWays(state: RunState, ending: boolean): readonly WayText[] {
  const { phase, counts } = state;
  const cancel = way('cancel', t('Cancel'));
  const exporting = way('export', t('Export CSV…'));
  if (ending) return [way('cancel', t('Cancelling…'), { busy: true }), exporting];
  if (phase === 'running') return [way('pause', t('Pause')), cancel, exporting];
  // What was sent is followed to its end first; only then is there something to resume.
  if (phase === 'pausing') return [way('pause', t('Pausing…'), { busy: true }), cancel, exporting];
  if (phase === 'paused' || phase === 'stopped' || phase === 'interrupted')
    return [way('resume', t('Resume'), primary), cancel, exporting];
  if (phase === 'elsewhere') return [way('reload', t('Look Again')), exporting];
  const back = wayBackOf(state).again ? t('Redo') : t('Undo');
  return [...againWays(counts), ...(mayBeUndone(state) ? [way('undo', back)] : []), exporting];
}
