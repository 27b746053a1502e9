"""How an article becomes rows on the screen: pure functions and layout, apart from the widget that shows them."""
