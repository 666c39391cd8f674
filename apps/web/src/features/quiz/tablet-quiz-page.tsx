import { QueryProvider } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Page } from '../../ui/page.tsx';
import { QuizForm } from './quiz-form.tsx';

/** The one page of the tablet that asks the server: it brings its own client, which no other page there loads. */
export const TabletQuizPage = () => {
  const { say } = useText();
  return (
    <QueryProvider>
      <Page title={say('quiz:title')}>
        <QuizForm />
      </Page>
    </QueryProvider>
  );
};
