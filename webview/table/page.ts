import type { TableActs, TableState } from '../../src/core/protocol/table.ts';
import type { Page } from '../lib/page.ts';

export type TablePage = Page<TableState, TableActs>;
