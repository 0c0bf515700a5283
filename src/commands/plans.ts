import { commands } from '../core/model/names.ts';
import type { PlanHome } from '../panels/planHome.ts';
import type { Plans } from '../panels/plans.ts';
import type { Handler, Handlers } from './register.ts';
import { noRow, subjectsIn } from './subject.ts';

/** Plans that were applied or are under review. */
export function planCommands(plans: Pick<Plans, 'home' | 'refresh'>) {
  const onKeys =
    (run: (home: PlanHome, key: string) => Promise<void>): Handler =>
    async (...args) => {
      const chosen = subjectsIn('plan', args);
      if (chosen.length === 0) throw noRow();
      const home = await plans.home();
      for (const { key } of chosen) await run(home, key);
    };
  const onRuns = (run: (home: PlanHome, id: string) => Promise<void>) =>
    onKeys(async (home, key) => {
      if (key.startsWith('run/')) await run(home, key.slice('run/'.length));
    });
  return {
    [commands.showPlan]: onKeys((home, key) => home.tabs.show(key)),
    [commands.forgetPlan]: onKeys((home, key) => home.forget(key)),
    [commands.resumePlan]: onRuns((home, id) => home.resume(id)),
    [commands.retryPlan]: onRuns((home, id) => home.again('retry', id)),
    [commands.undoPlan]: onRuns((home, id) => home.again('undo', id)),
    [commands.redoPlan]: onRuns((home, id) => home.again('undo', id)),
    [commands.exportPlan]: onRuns((home, id) => home.export(id)),
    [commands.refreshChanges]: () => {
      plans.refresh();
    },
  } satisfies Partial<Handlers>;
}
