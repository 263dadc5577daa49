/** Keys that belong to a list or a field and are no commands, for the list of shortcuts. */
export const fixedKeys = [
  {
    name: "In lists",
    rows: [
      { name: "Move", keys: ["ArrowUp", "ArrowDown"] },
      { name: "First, last", keys: ["Home", "End"] },
      { name: "Open", keys: ["Enter"] },
      { name: "Select", keys: ["X"] },
      { name: "Select as far as the next row", keys: ["Shift+ArrowDown"] },
      { name: "Card of the row (table)", keys: ["Space"] },
    ],
  },
  {
    name: "In the text",
    rows: [
      { name: "Link the words that are offered", keys: ["Tab"] },
      { name: "Leave the text, then Tab", keys: ["Escape"] },
    ],
  },
  {
    name: "In the comparison grid",
    rows: [
      { name: "Move", keys: ["ArrowUp", "ArrowDown"] },
      { name: "Next row", keys: ["Enter"] },
      { name: "Back to the text", keys: ["Escape"] },
    ],
  },
  {
    name: "Everywhere",
    rows: [
      { name: "Main menu", keys: ["F10"] },
      { name: "Close what lies on top", keys: ["Escape"] },
    ],
  },
];
