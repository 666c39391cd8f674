/** Changes a person behind the product's back, as a file or another county would, and folds their entries again. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { lockPersons, refoldEntries } from '../entry/refold-entry.ts';
import { newId } from '../entry/new-id.ts';
import type { Elder } from './field-world.ts';
import type { TestApp } from './test-app.ts';

export const addDose = (app: TestApp, elder: Elder, givenOn: string, product = 'AD5_IM'): Promise<void> => {
  const { personId, areaCode } = elder;
  const county = CountyCode.parse(elder.county);
  return app.db.transact({ scope: { area: county }, actorId: null, county, at: app.now() }, async (writer) => {
    await writer.tx.dose.create({
      data: { county, id: newId(app.now()), areaCode, personId, product, givenOn: new Date(givenOn), origin: 'file' }, // prettier-ignore
    });
    await lockPersons(writer.tx, county, [personId]);
    await refoldEntries(writer, county, personId);
    await writer.audit({ action: 'test.dose', entity: 'person', entityId: personId, detail: {} });
  });
};

export const changePerson = (app: TestApp, elder: Elder, data: object): Promise<void> => {
  const { personId } = elder;
  const county = CountyCode.parse(elder.county);
  return app.db.transact({ scope: { area: county }, actorId: null, county, at: app.now() }, async (writer) => {
    await writer.tx.person.update({ where: { county_id: { county, id: personId } }, data });
    await lockPersons(writer.tx, county, [personId]);
    await refoldEntries(writer, county, personId);
    await writer.audit({ action: 'test.person', entity: 'person', entityId: personId, detail: {} });
  });
};
