import { commands } from '../core/model/names.ts';
import type { ChargesTabs } from '../panels/chargesTabs.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import { subjectsIn } from './subject.ts';

/** Opens the charges of the periods it is run on; without one (Command Palette, a number) those of this month. */
export function chargesCommands(charges: LaterTabs<ChargesTabs>) {
  return {
    [commands.viewCharges]: async (...args: unknown[]) => {
      const periods = subjectsIn('period', args);
      const tabs = await charges.load();
      for (const period of periods.length > 0 ? periods : [undefined]) tabs.show(period);
    },
  };
}
