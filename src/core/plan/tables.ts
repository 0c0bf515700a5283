import { mobileTable } from '../settings/mobile.ts';
import type { Table } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import type { Family } from './proposal.ts';

/** The settings that numbers of a family have. */
export const tableOf = (family: Family = 'numbers'): Table =>
  family === 'mobile' ? mobileTable : numberTable;
