/** The record as it is read and printed on A4. */
import { doseProducts } from '@qiaomen/domain/dose/command';
import type { RecordedVaccination, VaccinationRecord } from '@qiaomen/domain/vaccination-record/query';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { reactionWords } from '../../timeline/use-care-words.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './record.module.css';

const Person = ({ record }: { record: VaccinationRecord }) => {
  const { say, language } = useText();
  const facts = [
    { key: 'name', label: say('record:name'), value: <Name>{record.name}</Name> },
    { key: 'sex', label: say('record:sex'), value: say(`codes:sex.${record.sex}`) },
    {
      key: 'birth',
      label: say('record:birthDate'),
      value: record.birthDate === null ? say('common:unknown') : formatDay(language, record.birthDate),
    },
    { key: 'id', label: say('office:person.identity'), value: record.idNumber ?? say('common:unknown') },
    { key: 'phone', label: say('office:person.phone'), value: record.phone ?? say('common:unknown') },
    {
      key: 'address',
      label: say('office:person.address'),
      value: <Name>{[...record.areaPath, record.address ?? ''].join(' ')}</Name>,
    },
  ];
  return (
    <dl className={classes['person']}>
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const How = ({ dose }: { dose: RecordedVaccination }) => {
  const { say } = useText();
  return (
    <>
      {dose.site === null ? null : <span>{say(`care:site.${dose.site}`)} </span>}
      {dose.route === null ? null : <span>{say(`care:doseRoute.${dose.route}`)} </span>}
      {dose.amount === null ? null : <span>{say('timeline:care.amount', { amount: dose.amount })}</span>}
    </>
  );
};

const Dose = ({ dose }: { dose: RecordedVaccination }) => {
  const { say, language } = useText();
  return (
    <tr className={dose.voided ? classes['voided'] : ''}>
      <td>
        {dose.number ??
          (dose.voided ? say('timeline:voided') : dose.verdict === null ? null : say(`record:verdict.${dose.verdict}`))}
      </td>
      <td>{say(`codes:product.${dose.product}`)}</td>
      <td className={classes['day']}>{formatDay(language, dose.givenOn)}</td>
      <td className={classes['code']}>
        {dose.lot ?? say('common:unknown')}
        {dose.traceCode === null ? null : <small>{dose.traceCode}</small>}
      </td>
      <td className={classes['day']}>
        {dose.expiry === null ? say('common:unknown') : formatDay(language, dose.expiry)}
      </td>
      <td>
        <How dose={dose} />
      </td>
      <td>
        {dose.vaccinatorName === null ? say(`codes:doseOrigin.${dose.origin}`) : <Name>{dose.vaccinatorName}</Name>}
      </td>
    </tr>
  );
};

const Next = ({ record }: { record: VaccinationRecord }) => {
  const { say, plain, language } = useText();
  const { next, standing } = record;
  return (
    <p className={classes['next']}>
      <strong>{say(`record:standing.${standing}`)}</strong>
      {next === null || standing === 'contraindicated' ? null : (
        <>
          {' '}
          <span>
            {doseProducts
              .filter((code) => next.products.includes(code))
              .map((code) => plain(`codes:product.${code}`))
              .join(' / ')}
          </span>{' '}
          <span>{say('record:earliest', { day: formatDay(language, next.earliest) })}</span>{' '}
          <span>{say('record:recommended', { day: formatDay(language, next.recommended) })}</span>{' '}
          {next.pastDue === null ? null : (
            <span>{say('record:pastDue', { day: formatDay(language, next.pastDue) })}</span>
          )}
        </>
      )}
    </p>
  );
};

export const RecordSheet = ({ record, by }: { record: VaccinationRecord; by: string }) => {
  const tools = useText();
  const { say, language } = tools;
  const heads = ['number', 'product', 'day', 'lot', 'expiry', 'how', 'by'] as const;
  return (
    <article className={classes['sheet']}>
      <Person record={record} />
      {record.doses.length === 0 ? (
        <p>{say('office:person.noDoses')}</p>
      ) : (
        <div className={classes['frame']}>
          <table className={classes['doses']}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {say(`record:head.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {record.doses.map((dose) => (
                <Dose key={dose.id} dose={dose} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>{say('record:next')}</h2>
      <Next record={record} />
      {record.aefi.length === 0 ? null : (
        <>
          <h2>{say('record:aefi')}</h2>
          <ul>
            {record.aefi.map((aefi) => (
              <li key={aefi.id}>
                {formatInstant(language, aefi.onsetAt)} · {say(`care:severity.${aefi.severity}`)}
                {aefi.reactions.map((code) => (
                  <span key={code}> · {reactionWords(tools, code)}</span>
                ))}{' '}
                · {say(`record:outcome.${aefi.outcome}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes['foot']}>
        {say('record:foot', { day: formatDay(language, record.asOf), name: by })}
        {record.masked ? <> {say('record:masked')}</> : null}
      </p>
    </article>
  );
};
