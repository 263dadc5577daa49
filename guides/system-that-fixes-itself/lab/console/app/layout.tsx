/** The frame of the console's only page. */
import type { ReactNode } from "react";

export const metadata = { title: "Shadow Mode" };

export default function Frame({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
