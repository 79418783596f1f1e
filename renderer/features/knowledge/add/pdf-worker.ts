/** The PDF reader's own worker, as a file of ours: the content policy allows no other. */
import 'pdfjs-dist/build/pdf.worker.min.mjs';
