export const admin = {
  nav: { imports: '导入', pairs: '比对复核', users: '人员', campaigns: '行动', audit: '审计' },
} as const;
