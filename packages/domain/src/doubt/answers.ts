/** The answer to each coded doubt. Facts of medicine come from the named guideline and from nowhere else. */
import { otherAnswers, practicalAnswers } from './answers-practical.ts';
import type { DoubtAnswer } from './doubt-answer.ts';
import { act, both, guideline, house, medical, plain, plan, voluntary } from './sources.ts';

const thoughts: readonly DoubtAnswer[] = [
  {
    id: 'D-T1',
    reason: 'T1',
    ask: both('您最担心的是哪一种反应？', '어떤 반응이 제일 걱정되십니까?'),
    affirm: both('担心这个很正常，打针前问清楚是对的。', '걱정하시는것은 당연합니다. 미리 물어보시는것이 옳습니다.'),
    ...medical(
      '打之前医生会先问您的身体情况；打完在现场观察 30 分钟，不舒服当场有医务人员处理；回家后我们会打电话问您。',
    ),
    ...act,
  },
  {
    id: 'D-T2',
    reason: 'T2',
    ask: both('您现在的病平时控制得怎么样？', '지금 앓으시는 병은 평소에 어떻게 조절되고 있습니까?'),
    affirm: both('把自己的病放在心上，这是对的。', '자신의 병을 중히 여기시는것은 옳은 일입니다.'),
    ...medical('病情稳定、药物控制得好的慢性病，不是禁忌；正在发作的时候先不打，等稳定了再由医生看。'),
    ...guideline,
  },
  {
    id: 'D-T3',
    reason: 'T3',
    ask: both('是什么让您觉得自己不能打？', '무엇때문에 맞을수 없다고 생각하십니까?'),
    affirm: both('先弄清楚能不能打，这是对的。', '맞을수 있는지 먼저 알아보시는것이 옳습니다.'),
    ...medical(
      '对疫苗成分过敏、以前打疫苗出现过严重过敏的人不能打。年纪大、病情稳定的慢性病、平常吃药，都不是禁忌。能不能打，由医生当面判断。',
    ),
    ...guideline,
  },
  {
    id: 'D-T4',
    reason: 'T4',
    ask: both('您听说的是怎样的情况？', '어떤 이야기를 들으셨습니까?'),
    affirm: both('想知道有没有用，问得好。', '효과가 있는지 알고싶으신것은 좋은 물음입니다.'),
    ...medical('疫苗主要是减少得重病的机会，并不是保证不感染。老年人得重病的多，所以先照顾老年人。'),
    ...plan,
    basis: 'example',
  },
  {
    id: 'D-T5',
    reason: 'T5',
    ask: both('平常都有谁来看您？', '평소에 누가 찾아오십니까?'),
    affirm: both('少出门确实能少接触人。', '외출을 적게 하시면 접촉이 적어지는것은 맞습니다.'),
    ...medical('不出门的老人，也会从来看望的家人、邻居那里感染。'),
    ...house,
  },
  {
    id: 'D-T6',
    reason: 'T6',
    ask: both('那次是打了什么，怎么不舒服的？', '그때 무엇을 맞으셨고 어떻게 불편하셨습니까?'),
    affirm: both('这件事很要紧，谢谢您告诉我。', '아주 중요한 일입니다. 말씀해주셔서 감사합니다.'),
    ...medical('以前打疫苗有过严重过敏的，不能再打同一种；是不是属于这种情况，要请医生当面问清楚再定。'),
    ...guideline,
  },
  {
    id: 'D-T7',
    reason: 'T7',
    ask: both('您听到的是怎么说的？', '어떤 말을 들으셨습니까?'),
    affirm: both('听到了先问一问，是对的。', '들으시고 먼저 물어보시는것이 옳습니다.'),
    ...plain(
      '您听到的我记下来，请医生给您一个准话；在这之前不用急着定。',
      '들으신 이야기를 적어두었다가 의사에게 물어 정확한 대답을 드리겠습니다. 그전에는 서둘러 결정하지 않으셔도 됩니다.',
    ),
    ...house,
  },
];

const people: readonly DoubtAnswer[] = [
  {
    id: 'D-S1',
    reason: 'S1',
    ask: both('家里人担心的是什么？', '가족분들은 무엇을 걱정하십니까?'),
    affirm: both('家里人关心您，这是好事。', '가족분들이 로인님을 관심하시는것은 좋은 일입니다.'),
    ...plain(
      '可以请医生跟您和家里人一起说清楚，最后还是由您自己决定。',
      '의사가 로인님과 가족분들께 함께 설명해드릴수 있습니다. 마지막 결정은 로인님께서 하십니다.',
    ),
    ...voluntary,
  },
  {
    id: 'D-S2',
    reason: 'S2',
    ask: both('是哪位医生、什么时候、因为什么病说的？', '어느 의사가 언제 어떤 병때문에 그렇게 말했습니까?'),
    affirm: both('听医生的话是对的。', '의사의 말을 들으시는것이 옳습니다.'),
    ...medical('病情不同，结论也会变。可以请接种医生再看一次，必要时请专家一起判断。'),
    ...guideline,
  },
  {
    id: 'D-S3',
    reason: 'S3',
    ask: both('您愿意说说您的看法吗？', '로인님의 생각을 말씀해주시겠습니까?'),
    affirm: both('您的看法我尊重。', '로인님의 생각을 존중합니다.'),
    ...plain(
      '接种是自愿的，不会因为看法不同受到任何影响。',
      '접종은 자원적인것이며 생각이 다르다고 하여 그 어떤 영향도 받지 않습니다.',
    ),
    ...voluntary,
  },
  {
    id: 'D-S4',
    reason: 'S4',
    ask: both('您平时跟谁商量事情？', '평소에 누구와 의논하십니까?'),
    affirm: both('想看看别人怎么做，这很自然。', '다른 분들은 어떻게 하시는지 보고싶으신것은 자연스러운 일입니다.'),
    ...plain(
      '别人打没打属于个人隐私，我不能说；您想听的，可以请医生来讲一讲。',
      '다른 분의 접종은 개인의 비밀이여서 말씀드릴수 없습니다. 원하시면 의사가 와서 설명해드릴수 있습니다.',
    ),
    ...house,
  },
];

const wishes: readonly DoubtAnswer[] = [
  {
    id: 'D-M1',
    reason: 'M1',
    ask: both('等到什么时候、什么情况，您会觉得合适？', '언제쯤, 어떤 경우에 맞으시면 좋다고 생각하십니까?'),
    affirm: both('想好了再定，没有问题。', '잘 생각하시고 결정하셔도 됩니다.'),
    ...plain('我们约个日子，到时候我再来问您一次。', '날자를 약속하고 그때 다시 찾아뵙겠습니다.'),
    ...house,
  },
  {
    id: 'D-M2',
    reason: 'M2',
    ask: both(
      '我记下来了。以后有新的情况，可以再告诉您吗？',
      '알겠습니다. 새로운 소식이 있으면 알려드려도 되겠습니까?',
    ),
    affirm: both('您说得很清楚，我尊重。', '분명히 말씀해주셨습니다. 존중합니다.'),
    ...plain(
      '接种是自愿的，不打不会影响您的任何待遇。',
      '접종은 자원적인것이며 맞지 않으셔도 그 어떤 대우에도 영향이 없습니다.',
    ),
    ...voluntary,
  },
  {
    id: 'D-M3',
    reason: 'M3',
    ask: both('您想要的是哪一种，为什么？', '어떤 백신을 원하십니까? 까닭은 무엇입니까?'),
    affirm: both('想选适合自己的，应该问清楚。', '자신에게 맞는것을 고르시려면 물어보시는것이 옳습니다.'),
    ...medical('有哪些可以选，要看您以前打过什么，由接种医生按规定给您说。'),
    ...guideline,
  },
];

export const doubtAnswers: readonly DoubtAnswer[] = [
  ...thoughts,
  ...people,
  ...wishes,
  ...practicalAnswers,
  ...otherAnswers,
];
