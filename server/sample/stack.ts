import type { HistoryStyle, Step } from './dockerfile-step'
import type { BuiltStep } from './oci-image'
import { buildTime, DAY } from './sample-time'

/** Layers in the order they were made; what is built on a stack shares them. */
export type Stack = readonly BuiltStep[]

export interface StackBuild {
  /** Seeds the layers: a new name (say, with a version in it) means new layers. */
  name: string
  style: HistoryStyle
  base?: Stack
  /** Minutes before the newest build of the sample. */
  age: number
  steps: readonly Step[]
  /** Seeds of single layers, by index, that stay the same over versions (dependencies, mostly). */
  kept?: Record<number, string>
}

/** The base's layers and history, then one entry for each step. */
export function buildStack({ name, style, base = [], age, steps, kept = {} }: StackBuild): Stack {
  return [
    ...base,
    ...steps.map((step, index) => ({
      step,
      style,
      seed: `${kept[index] ?? name} ${index} ${step.instruction}`,
      created: buildTime(age - index / 60),
    })),
  ]
}

/** Days, for build ages. */
export const days = (count: number): number => count * DAY
