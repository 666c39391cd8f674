import { useText } from '../../language/use-text.tsx';
import { Page } from '../../ui/page.tsx';
import { QuizForm } from './quiz-form.tsx';

export const TabletQuizPage = () => {
  const { say } = useText();
  return (
    <Page title={say('quiz:title')}>
      <QuizForm />
    </Page>
  );
};
