/** What the components of messages and modals may hold (component reference, 2026). */
export const common = { customId: 100, id: 2 ** 31 - 1 } as const;

export const row = { buttons: 5, selects: 1 } as const;

export const button = { label: 80, url: 512 } as const;

export const select = {
  options: 25,
  label: 100,
  value: 100,
  description: 100,
  placeholder: 150,
  values: 25,
} as const;

export const section = { texts: 3 } as const;
export const textDisplay = { content: 4000 } as const;
export const media = { items: 10, description: 1024, url: 2048 } as const;
export const container = { color: 0xffffff } as const;
export const separator = { spacing: [1, 2] } as const;

export const modal = { title: 45, components: 5 } as const;
export const label = { label: 45, description: 100 } as const;
export const textInput = { label: 45, value: 4000, placeholder: 100, styles: [1, 2] } as const;
export const fileUpload = { values: 10, types: 10 } as const;
export const radioGroup = { options: [2, 10] } as const;
export const checkboxGroup = { options: [1, 10], values: 10 } as const;
/** Options of radio and checkbox groups. */
export const choice = { label: 100, value: 100, description: 100 } as const;
