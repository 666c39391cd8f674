import { useText } from '../../language/use-text.tsx';
import { Page } from '../../ui/page.tsx';

export const TodayPage = () => {
  const { say } = useText();
  return <Page title={say('tablet:today.title')}>{say('tablet:today.emptyFirst')}</Page>;
};
