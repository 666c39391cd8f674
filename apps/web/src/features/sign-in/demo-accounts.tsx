import { IconInfoCircle } from '@tabler/icons-react';
import type { InstallState } from '@qiaomen/domain/account/query';
import { useText } from '../../language/use-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './page.module.css';

type DemoSignIn = InstallState['demoSignIns'][number];

export const DemoAccounts = ({
  accounts,
  onChoose,
}: {
  accounts: readonly DemoSignIn[];
  onChoose: (account: DemoSignIn) => void;
}) => {
  const { say } = useText();
  return (
    <section className={classes['demo']}>
      <Notice tone="due" icon={<IconInfoCircle />} title={say('account:demo.title')}>
        {say('account:demo.body')}
      </Notice>
      <ul className={classes['accounts']}>
        {accounts.map((account) => (
          <li key={account.login}>
            <button type="button" className={classes['account']} onClick={() => onChoose(account)}>
              <strong>{say(`codes:role.${account.role}`)}</strong>
              <small>
                <span lang="zh-CN">{account.name}</span> · {account.login}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
