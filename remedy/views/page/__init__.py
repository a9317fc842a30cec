"""Cases as one page of HTML that needs nothing else: agenda, drawings, explanations. Pure: assessments in, text out."""
