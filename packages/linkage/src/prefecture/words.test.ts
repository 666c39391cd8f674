import { expect, test } from 'vitest';
import { readDeceased, readEthnicity, readFlag, readProduct, readSex } from './words.ts';

test.each([
  ['男', 'male'], ['1', 'male'], ['남', 'male'], ['男性', 'male'], ['M', 'male'],
  ['女', 'female'], ['2', 'female'], ['여', 'female'], ['녀', 'female'], ['Female', 'female'],
  ['9', 'unknown'], ['', 'unknown'], ['x', 'unknown'],
])('sex %s', (text, sex) => expect(readSex(text)).toBe(sex)); // prettier-ignore

test.each([
  ['是', true], ['1', true], ['肢体残疾三级', true], ['头道颐养院', true], ['否', false], ['无', false], ['0', false], ['', false], ['非残疾', false],
])('flag %s', (text, flag) => expect(readFlag(text)).toBe(flag)); // prettier-ignore

test.each([
  ['死亡注销', true], ['死亡终止', true], ['已故', true], ['是', true], ['正常', false], ['迁出', false], ['未死亡', false], ['健在', false], ['', false],
])('deceased %s', (text, flag) => expect(readDeceased(text)).toBe(flag)); // prettier-ignore

test.each([
  ['汉族', '01'], ['藏', '04'], ['朝鲜族', '10'], ['조선족', '10'], ['4', '04'], ['10', '10'], ['不详', null],
])('people %s', (text, code) => expect(readEthnicity(text)).toBe(code)); // prettier-ignore

test.each([
  ['新冠灭活疫苗(Vero细胞)', 'INACT'], ['新型冠状病毒灭活疫苗（科兴中维）', 'INACT'], ['克尔来福', 'INACT'],
  ['重组新型冠状病毒疫苗（5型腺病毒载体）', 'AD5_IM'], ['吸入用重组新型冠状病毒疫苗（5型腺病毒载体）', 'AD5_INH'],
  ['重组新型冠状病毒疫苗（CHO细胞）', 'SUB_CHO'], ['智飞', 'SUB_CHO'],
  ['23价肺炎球菌多糖疫苗', null], ['流感病毒裂解疫苗', null], ['疫苗', null],
])('product %s', (text, product) => expect(readProduct(text)).toBe(product)); // prettier-ignore
