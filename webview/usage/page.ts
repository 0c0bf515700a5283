import type { UsageActs, UsageState } from '../../src/core/protocol/usage.ts';
import type { Page } from '../lib/page.ts';

export type UsagePage = Page<UsageState, UsageActs>;
