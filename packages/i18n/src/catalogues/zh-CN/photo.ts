/** Pictures taken with an act: on the tablet, on their way, and on the timeline. */
import type { PhotoDelay, PhotoFault } from '@qiaomen/domain/photo/photo';

export const photo = {
  title: '照片',
  of: {
    visit: '例如接种证、诊断证明、门牌。',
    close: '例如死亡证明、迁移证明、病历。',
    consent: '在纸上签了知情同意书，就拍下来，屏幕上可以不签。',
  },
  hint: '不要拍身份证正面。照片加密存在本机，保存后本机看不到。',
  take: '拍照或选图',
  full_other: '最多 {{count}} 张。',
  working: '正在处理照片…',
  remove: '删去这张',
  number: '第 {{number}} 张照片',
  unreadable: '这个文件不是能读的图片，请重新拍。记录不受影响。',
  noSpace: '存储空间不足，先不要拍照；记录照常保存。',
  failed: '照片没有存上，请再拍一次。记录不受影响。',
  waiting_other: '{{count}} 张照片等待上传（{{size}}）',
  none: '没有等待上传的照片。',
  apart: '照片在记录之后单独上传，断了接着传；没传完不影响记录。',
  wifiOnly: '照片只用 Wi-Fi 上传',
  send: '现在上传照片',
  refused: '照片没有被接收',
  fault: {
    damaged: '照片在平板上已损坏。',
    not_a_picture: '不是图片。',
    too_large: '照片太大。',
  } as const satisfies Record<PhotoFault, string>,
  later: {
    quota: '这台平板今天传得够多了。剩下的照片明天自动接着传，都还在本机。',
    room: '服务器空间不足，照片先等一等，有空间后自动上传；记录照常发送。',
  } as const satisfies Record<PhotoDelay, string>,
  leave_other: '还有 {{count}} 张照片没有上传。请先联网上传，或存成加密文件交给管理员。',
  handedOver_other: '文件里有 {{count}} 张没上传的照片，只有服务器能打开。照片也还留在本机。',
  kept_other: '还保留着 {{count}} 张加密的照片，联网后上传。',
  again: '再传一次',
  giveUp: '删去',
  shown_other: '{{count}} 张照片',
  lookHint: '查看照片会记入审计。',
  look: '查看照片 {{number}}',
  notShown: '照片打不开，请稍后再试。',
} as const;
