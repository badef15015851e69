/** The text of the YAML view as it was left, beside the draft that it says. */
export interface YamlDraft {
  /** null while nothing was written in it: then it is what the draft says. */
  text: string | null
  /** The first mistake, with its line; '' while the text can be read. */
  problem: string
}

export const noYaml: YamlDraft = { text: null, problem: '' }
