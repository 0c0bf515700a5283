import { commands } from '../core/model/names.ts';
import type { Plans } from '../panels/plans.ts';
import type { Handlers } from './register.ts';

/** Plans that were applied. */
export function planCommands(plans: Plans) {
  return {
    [commands.showPlan]: async (id) => {
      if (typeof id === 'string') await (await plans.home()).tabs.show(`run/${id}`);
    },
  } satisfies Partial<Handlers>;
}
