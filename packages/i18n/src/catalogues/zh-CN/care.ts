/** Codes of the care around a vaccination, in words. Medical: other languages show these until a native reader has signed. */
import type { AbilityClass, Route } from '@qiaomen/domain/ability/form';
import type { AefiSeverity } from '@qiaomen/domain/aefi/rules';
import type { CloseCode, EvidenceKind } from '@qiaomen/domain/close-out/rules';
import type { carerRelations, dosePlaces, doseRoutes, doseSites, FollowUpSlot } from '@qiaomen/domain/care/command';

export const care = {
  askedBy: { worker: '工作人员', family: '家人', self: '本人' },
  abilityClass: {
    independent: '能自理',
    mild: '轻度失能',
    moderate: '中度失能',
    severe: '重度失能',
  } as const satisfies Record<AbilityClass, string>,
  route: {
    site: '到接种点',
    green_channel: '走绿色通道',
    vehicle: '流动接种车',
    home: '上门接种',
  } as const satisfies Record<Route, string>,
  screening: { ELIGIBLE: '可以接种', DEFER: '暂缓接种', CONTRAINDICATED: '有禁忌，不宜接种' },
  by: { elder: '本人', carer: '照料人' },
  relation: {
    spouse: '配偶',
    child: '子女',
    grandchild: '孙辈',
    sibling: '兄弟姐妹',
    other_kin: '其他亲属',
    guardian: '监护人',
    staff: '机构人员',
  } as const satisfies Record<(typeof carerRelations)[number], string>,
  site: {
    left_arm: '左上臂',
    right_arm: '右上臂',
    left_thigh: '左大腿',
    right_thigh: '右大腿',
    airway: '呼吸道',
  } as const satisfies Record<(typeof doseSites)[number], string>,
  doseRoute: {
    intramuscular: '肌内注射',
    subcutaneous: '皮下注射',
    inhaled: '吸入',
  } as const satisfies Record<(typeof doseRoutes)[number], string>,
  place: { home: '家中', site: '接种点', vehicle: '流动接种车' } as const satisfies Record<
    (typeof dosePlaces)[number],
    string
  >,
  reaction: { none: '无反应', mild: '轻微反应', severe: '严重反应' },
  slot: { '24h': '24 小时', '48h': '48 小时', '7d': '7 天', '28d': '28 天' } as const satisfies Record<
    FollowUpSlot,
    string
  >,
  call: { well: '一切正常', reaction: '有反应', not_reached: '没联系上' },
  severity: {
    not_serious: '不严重',
    serious: '严重',
    severe_disability: '重度残疾',
    death: '死亡',
  } as const satisfies Record<AefiSeverity, string>,
  aefi: {
    anaphylactic_shock: '过敏性休克',
    allergic_reaction: '过敏反应',
    toxic_shock: '中毒性休克综合征',
    syncope: '晕厥',
    hysteria: '癔症',
    fever_38_6: '发热(腋温 38.6 ℃ 及以上)',
    angio_oedema: '血管性水肿',
    purulent_infection: '全身化脓性感染',
    redness_2_5: '红肿(直径大于 2.5 厘米)',
    induration_2_5: '硬结(直径大于 2.5 厘米)',
    local_suppuration: '局部化脓',
    rash: '皮疹',
    purpura: '紫癜',
    arthus: '局部过敏坏死反应',
    febrile_convulsion: '热性惊厥',
    epilepsy: '癫痫',
    polyneuritis: '多发性神经炎',
    encephalitis: '脑病、脑炎',
    thrombocytopenic_purpura: '血小板减少性紫癜',
    guillain_barre: '格林巴利综合征',
    brachial_neuritis: '臂丛神经炎',
    sterile_abscess: '无菌性脓肿',
  },
  close: {
    C1: '本轮已全程接种',
    C2: '已在别处完成',
    C3: '有禁忌，不宜接种',
    C4: '已去世',
    C5: '已迁出',
    C6: '不属目标人群',
    C7: '与他人合并',
  } as const satisfies Record<CloseCode, string>,
  evidence: {
    doses_complete: '接种记录齐全',
    outside_record: '外地接种凭证',
    doctor: '医生意见',
    certificate: '医院证明',
    death_source: '死亡信息来源',
    receiving_area: '接收地区',
    reason_text: '书面理由',
    merged_into: '合并到的记录',
  } as const satisfies Record<EvidenceKind, string>,
} as const;
