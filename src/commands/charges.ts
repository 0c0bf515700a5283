import { commands } from '../core/model/names.ts';
import type { ChargesTabs } from '../panels/chargesTabs.ts';
import type { LeaksTabs } from '../panels/leaksTabs.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import { subjectsIn } from './subject.ts';

/** What numbers cost, and which of them may cost it for nothing. */
export function chargesCommands(charges: LaterTabs<ChargesTabs>, leaks: LaterTabs<LeaksTabs>) {
  return {
    /** Of the periods it is run on; without one (Command Palette, a number) of this month. */
    [commands.viewCharges]: async (...args: unknown[]) => {
      const periods = subjectsIn('period', args);
      const tabs = await charges.load();
      for (const period of periods.length > 0 ? periods : [undefined]) tabs.show(period);
    },
    [commands.findIdle]: async () => (await leaks.load()).show(),
  };
}
