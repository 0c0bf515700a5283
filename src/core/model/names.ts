/** Every id that the code shares with package.json. A test compares the two. */

export const views = {
  numbers: 'telnyx.numbers',
  jobs: 'telnyx.jobs',
  changes: 'telnyx.changes',
  billing: 'telnyx.billing',
  webhooks: 'telnyx.webhooks',
  audit: 'telnyx.audit',
} as const;

export type ViewName = keyof typeof views;
export type ViewId = (typeof views)[ViewName];

export const commands = {
  addAccount: 'telnyx.account.add',
  switchAccount: 'telnyx.account.switch',
  renameAccount: 'telnyx.account.rename',
  removeAccount: 'telnyx.account.remove',
  replaceKey: 'telnyx.account.replaceKey',
  toggleReadOnly: 'telnyx.account.toggleReadOnly',
  importKey: 'telnyx.account.import',
  exploreSample: 'telnyx.account.sample',
  accountMenu: 'telnyx.account.menu',

  refreshAll: 'telnyx.refresh.all',
  // One for each view: VS Code does not tell a title button which view it stands in.
  refreshNumbers: 'telnyx.refresh.numbers',
  refreshJobs: 'telnyx.refresh.jobs',
  refreshChanges: 'telnyx.refresh.changes',
  refreshBilling: 'telnyx.refresh.billing',
  refreshWebhooks: 'telnyx.refresh.webhooks',
  refreshAudit: 'telnyx.refresh.audit',
  refreshItem: 'telnyx.refresh.item',
  loadMore: 'telnyx.item.loadMore',
  retry: 'telnyx.item.retry',
  copyLabel: 'telnyx.item.copyLabel',
  copyId: 'telnyx.item.copyId',
  copyExplanation: 'telnyx.item.copyExplanation',
  viewJson: 'telnyx.item.viewJson',

  editNumber: 'telnyx.number.edit',
  applyDraft: 'telnyx.number.applyDraft',
  discardDraft: 'telnyx.number.discardDraft',
  reviewChanges: 'telnyx.number.reviewChanges',
  compareSelected: 'telnyx.number.compareSelected',
  compareWith: 'telnyx.number.compareWith',
  deleteNumber: 'telnyx.number.delete',
  addTags: 'telnyx.number.addTags',
  removeTags: 'telnyx.number.removeTags',
  assignConnection: 'telnyx.number.assignConnection',
  assignBillingGroup: 'telnyx.number.assignBillingGroup',
  assignMessagingProfile: 'telnyx.number.assignMessagingProfile',
  /** Of numbers that were dropped on a group; no menu has it. */
  dropNumbers: 'telnyx.number.drop',
  verifyOwnership: 'telnyx.ownership.verify',
  saveReport: 'telnyx.report.saveCsv',
  copyFound: 'telnyx.report.copyFound',
  copyNotFound: 'telnyx.report.copyNotFound',
  changeSettings: 'telnyx.number.changeSettings',
  exportCsv: 'telnyx.file.exportCsv',
  exportJson: 'telnyx.file.exportJson',
  importChanges: 'telnyx.file.import',
  viewCharges: 'telnyx.charges.open',
  showUsage: 'telnyx.usage.open',
  showTimeline: 'telnyx.number.timeline',
  findIdle: 'telnyx.charges.idle',
  openDelivery: 'telnyx.delivery.open',
  compareDeliveries: 'telnyx.delivery.compare',
  replayDelivery: 'telnyx.delivery.replay',
  checkSignature: 'telnyx.delivery.checkSignature',
  openPdf: 'telnyx.invoice.openPdf',
  savePdf: 'telnyx.invoice.savePdf',
  savePdfs: 'telnyx.invoice.savePdfs',
  topUp: 'telnyx.balance.topUp',
  editRecharge: 'telnyx.recharge.edit',

  findSearch: 'telnyx.find.search',
  findFilter: 'telnyx.find.filter',
  findSort: 'telnyx.find.sort',
  findGroup: 'telnyx.find.group',
  findClear: 'telnyx.find.clear',
  findSave: 'telnyx.find.save',
  findSaved: 'telnyx.find.saved',
  findStop: 'telnyx.find.stop',
  goToNumber: 'telnyx.number.goto',

  filterJobs: 'telnyx.jobs.filter',
  showAllJobs: 'telnyx.jobs.showAll',

  filterDeliveries: 'telnyx.webhooks.filter',
  showAllDeliveries: 'telnyx.webhooks.clearFilters',
  startTail: 'telnyx.webhooks.startTail',
  stopTail: 'telnyx.webhooks.stopTail',

  filterAudit: 'telnyx.audit.filter',
  showAllAudit: 'telnyx.audit.clearFilters',
  compareChange: 'telnyx.audit.compare',

  showPlan: 'telnyx.plan.show',
  openPlan: 'telnyx.plan.open',
  openTable: 'telnyx.table.open',
  copyRows: 'telnyx.table.copyRows',
  exportTable: 'telnyx.table.export',
  tableColumns: 'telnyx.table.columns',

  resumePlan: 'telnyx.plan.resume',
  retryPlan: 'telnyx.plan.retry',
  undoPlan: 'telnyx.plan.undo',
  redoPlan: 'telnyx.plan.redo',
  exportPlan: 'telnyx.plan.export',
  forgetPlan: 'telnyx.plan.forget',

  /** Of a key in a file; its light bulb has it, no menu. */
  moveKey: 'telnyx.code.moveKey',

  showLog: 'telnyx.log.show',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Tools for language models, as the manifest has them. */
export const toolNames = [
  'telnyx_list_numbers',
  'telnyx_get_number',
  'telnyx_get_job',
  'telnyx_summarize_charges',
  'telnyx_explain_delivery',
  'telnyx_propose_number_changes',
] as const;

export type ToolName = (typeof toolNames)[number];

export const settings = {
  baseUrl: 'telnyx.baseUrl',
  concurrency: 'telnyx.requests.concurrency',
  deadline: 'telnyx.requests.deadlineSeconds',
  pollSeconds: 'telnyx.jobs.pollSeconds',
  tailSeconds: 'telnyx.webhooks.tailSeconds',
  replayHosts: 'telnyx.replay.allowedHosts',
  confirmAbove: 'telnyx.plan.confirmAbove',
  chunkSize: 'telnyx.plan.chunkSize',
  balanceWhen: 'telnyx.balance.statusBar',
  balanceLow: 'telnyx.balance.low',
  maskInTools: 'telnyx.tools.maskNumbers',
  codeHover: 'telnyx.code.hover',
  codeDiagnostics: 'telnyx.code.diagnostics',
  codeKeys: 'telnyx.code.keys',
  startWithSampleAccount: 'telnyx.startWithSampleAccount',
} as const;

/** Context keys that menus and welcome texts ask about. */
export const contextKeys = {
  /** 'none' | 'open' | 'locked' (see AccountState). */
  account: 'telnyx.account',
  /** Of the account in use. */
  readOnly: 'telnyx.readOnly',
  /** True while the active editor is a number with a draft that an automatic save kept. */
  draft: 'telnyx.draft',
  /** True while a query stands in place of the list of numbers. */
  finding: 'telnyx.finding',
  /** True while a filter narrows the list of jobs. */
  filteringJobs: 'telnyx.filteringJobs',
  /** True while a filter narrows the list of webhook deliveries. */
  filteringDeliveries: 'telnyx.filteringDeliveries',
  /** True while a filter narrows the audit log. */
  filteringAudit: 'telnyx.filteringAudit',
  /** True while new deliveries come by themselves. */
  tailing: 'telnyx.tailing',
  /** One for each view, e.g. `telnyx.view.numbers`; see `ViewState`. */
  view: (name: ViewName) => `telnyx.view.${name}`,
} as const;

/** What a view shows when it has no rows: the `when` of its welcome text. */
export type ViewState = 'loading' | 'rows' | 'empty' | 'no-match' | 'bad-key' | 'offline';

export const schemes = {
  /** Editable number documents: `telnyx:/<profile id>/numbers/+13125550001.telnyx-number.json`. */
  document: 'telnyx',
  /** The same documents where nothing may be written. */
  readOnlyDocument: 'telnyx-readonly',
  /** Read-only JSON of any record, as the API gave it. */
  record: 'telnyx-record',
  /** What a number is now in the account: the left side of a comparison. */
  live: 'telnyx-live',
  /** What an account was asked about a list, as a text to read. */
  report: 'telnyx-report',
  /** JSON schemas made from the table of settings. */
  schema: 'telnyx-schema',
} as const;

export const numberEditor = 'telnyx.numberEditor';
export const numberSuffix = '.telnyx-number.json';
export const mobileSuffix = '.telnyx-mobile.json';
export const planSuffix = '.telnyx-plan.json';
/** Lists of numbers with settings, as they are exported and imported. */
export const numbersSuffixes = { json: '.telnyx-numbers.json', csv: '.telnyx-numbers.csv' } as const;
export const isNumbersFile = (path: string): boolean =>
  Object.values(numbersSuffixes).some((suffix) => path.endsWith(suffix));
export const chargesPanel = 'telnyx.charges';
export const usagePanel = 'telnyx.usage';
export const leaksPanel = 'telnyx.leaks';
export const planPanel = 'telnyx.plan';
export const tablePanel = 'telnyx.numberTable';
export const batchPanel = 'telnyx.batch';
export const deliveryPanel = 'telnyx.delivery';
export const replayPanel = 'telnyx.replay';
export const signaturePanel = 'telnyx.signature';
export const timelinePanel = 'telnyx.timeline';
export const importPanel = 'telnyx.import';
export const rechargePanel = 'telnyx.recharge';
export const topUpPanel = 'telnyx.topUp';
