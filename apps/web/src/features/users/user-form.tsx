import { useId, useState, type ReactNode } from 'react';
import { CreateUser, type UserRow } from '@qiaomen/domain/account/query';
import { Language, languages, Role, roles } from '@qiaomen/domain/account/role';
import { autonyms } from '@qiaomen/i18n/languages';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { AreaChips, type ChosenArea } from './area-chips.tsx';
import classes from './user-form.module.css';

interface UserFormProps {
  /** null for a new user */
  user: UserRow | null;
  language: Language;
  busy: boolean;
  failure: ReactNode;
  onSave: (filled: CreateUser) => void;
}

/** Who a user is and where they work. Login, role and language of an existing user stay as they are. */
export const UserForm = ({ user, language: firstLanguage, busy, failure, onSave }: UserFormProps) => {
  const { say, plain } = useText();
  const id = useId();
  const [login, setLogin] = useState(user?.login ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [role, setRole] = useState<Role>(user?.role ?? 'worker');
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [areas, setAreas] = useState<ChosenArea[]>(
    (user?.duties ?? []).map(({ areaCode, nameZh }) => ({ areaCode, name: nameZh })),
  );
  const filled = CreateUser.safeParse({
    login,
    name,
    role,
    language,
    areaCodes: areas.map(({ areaCode }) => areaCode),
  });
  return (
    <form
      className={classes['form']}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (filled.success) onSave(filled.data);
      }}
    >
      {user === null ? (
        <>
          <Labelled label={say('admin:users.role')} htmlFor={`${id}-role`}>
            <select
              id={`${id}-role`}
              className={controlClass}
              value={role}
              onChange={(event) => setRole(Role.parse(event.currentTarget.value))}
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {plain(`codes:role.${one}`)}
                </option>
              ))}
            </select>
          </Labelled>
          <Labelled label={say('admin:users.login')} hint={say('admin:users.loginHint')} htmlFor={`${id}-login`}>
            <input
              id={`${id}-login`}
              className={controlClass}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
              pattern="[a-z0-9._\-]{3,64}"
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value.toLowerCase())}
            />
          </Labelled>
        </>
      ) : null}
      <Labelled label={say('admin:users.name')} htmlFor={`${id}-name`}>
        <input
          id={`${id}-name`}
          className={controlClass}
          autoComplete="off"
          required
          maxLength={50}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Labelled>
      {user === null ? (
        <Labelled label={say('admin:users.language')} htmlFor={`${id}-language`}>
          <select
            id={`${id}-language`}
            className={controlClass}
            value={language}
            onChange={(event) => setLanguage(Language.parse(event.currentTarget.value))}
          >
            {languages.map((code) => (
              <option key={code} value={code} lang={code}>
                {autonyms[code]}
              </option>
            ))}
          </select>
        </Labelled>
      ) : null}
      <AreaChips areas={areas} onChange={setAreas} />
      {failure}
      <BigButton type="submit" disabled={busy || !filled.success}>
        {say(user === null ? 'admin:users.add' : 'common:save')}
      </BigButton>
    </form>
  );
};
