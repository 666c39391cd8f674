/** Certificates and training of the vaccinating staff. */
import type { CertificateKind } from '@qiaomen/domain/care/certificate';
import type { CertificateState } from '@qiaomen/domain/care/certificate-standing';

export const certificate = {
  nav: '接种资质',
  title: '接种人员资质与培训',
  hint: '资质或培训不在有效期内的人接种，记录照样保存，但会列为异常。请在到期前续办。',
  none: '没有符合条件的人员。',
  search: '姓名',
  attention: '需办理 {{count}}',
  state: {
    none: '没有资质',
    expired: '资质已过期',
    untrained: '培训已过期',
    not_yet: '尚未生效',
    ending: '即将到期',
    valid: '有效',
  } as const satisfies Record<CertificateState, string>,
  kinds: { doctor: '医师资格', vaccinator: '预防接种资格' } as const satisfies Record<CertificateKind, string>,
  kind: '种类',
  number: '证书编号',
  issuer: '发证机关',
  validFrom: '生效日期',
  validTo: '有效期至',
  trainedUntil: '培训有效期至',
  reversed: '早于生效日期',
  period: '{{from}} 至 {{to}}',
  until: '到 {{day}}',
  trained: '培训到 {{day}}',
  add: '新增证书',
  renew: '续办',
  withdraw: '终止',
  withdrawAsk: '终止 {{name}} 的这份证书？',
  withdrawnBy: '{{time}} 由 {{name}} 终止',
  reason: '终止原因',
} as const;
