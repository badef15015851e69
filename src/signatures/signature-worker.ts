import { answerQuestion, type Questions, type QuestionType } from './answer-question'

/** A question with the number by which its answer is told from others. */
export interface Asking {
  id: number
  type: QuestionType
  question: Questions[QuestionType]['question']
}

export type Answering = { id: number } & (
  | { answer: Questions[QuestionType]['answer'] }
  | { problem: string }
)

// The only script that loads the cryptography: it runs beside the page, and never holds it up.
globalThis.addEventListener('message', async ({ data }: MessageEvent<Asking>) => {
  const { id, type, question } = data
  let answering: Answering
  try {
    answering = { id, answer: await answerQuestion(type, question, new Date()) }
  } catch (error) {
    answering = { id, problem: error instanceof Error ? error.message : String(error) }
  }
  globalThis.postMessage(answering)
})
