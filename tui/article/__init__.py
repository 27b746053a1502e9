"""How an article becomes rows on the screen: pure functions, apart from the widget that shows them."""
